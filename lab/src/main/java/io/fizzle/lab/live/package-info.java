/** What Fizzle's plugin said while executors died: read out of kept recordings, and measured. */
@NullMarked
package io.fizzle.lab.live;

import org.jspecify.annotations.NullMarked;

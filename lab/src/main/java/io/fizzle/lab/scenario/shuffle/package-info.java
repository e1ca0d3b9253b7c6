/** Shuffle data that cannot be written, or is gone when it is needed. */
@NullMarked
package io.fizzle.lab.scenario.shuffle;

import org.jspecify.annotations.NullMarked;

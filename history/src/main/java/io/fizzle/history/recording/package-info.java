/** From a diagnosis to what is remembered of it. */
@NullMarked
package io.fizzle.history.recording;

import org.jspecify.annotations.NullMarked;

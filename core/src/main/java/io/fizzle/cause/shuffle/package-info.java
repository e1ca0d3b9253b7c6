/** Shuffle data that could not be read. */
@NullMarked
package io.fizzle.cause.shuffle;

import org.jspecify.annotations.NullMarked;

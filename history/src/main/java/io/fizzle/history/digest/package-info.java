/** Digests: what is told of a day or a week, and how it gets to people. */
@NullMarked
package io.fizzle.history.digest;

import org.jspecify.annotations.NullMarked;

/**
 * Typed facts read from sources; the vocabulary that readers speak and the application is folded
 * from.
 */
@NullMarked
package io.fizzle.signal;

import org.jspecify.annotations.NullMarked;

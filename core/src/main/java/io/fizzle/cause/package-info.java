/**
 * Every possible explanation, one file each: what speaks for it, what against, what would settle
 * it.
 */
@NullMarked
package io.fizzle.cause;

import org.jspecify.annotations.NullMarked;

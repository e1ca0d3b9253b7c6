/**
 * Pairs of runs that differ in one known thing: what {@code fizzle compare} must say of them is
 * known before they run.
 */
@NullMarked
package io.fizzle.lab.pair;

import org.jspecify.annotations.NullMarked;

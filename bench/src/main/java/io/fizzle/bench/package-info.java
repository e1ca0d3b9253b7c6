/** Micro-benchmarks of the hot paths: reading, matching, folding. */
@NullMarked
package io.fizzle.bench;

import org.jspecify.annotations.NullMarked;

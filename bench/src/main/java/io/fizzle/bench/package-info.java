/** Benchmarks: whole processes and warm readers beside their peers, and single methods. */
@NullMarked
package io.fizzle.bench;

import org.jspecify.annotations.NullMarked;

/**
 * Histories that never happened, for benchmarks, for demonstrations, and to see whether an analysis
 * finds what was planted. {@link io.fizzle.history.invented.InventedHistory} makes them; its {@code
 * write} puts one into a history.
 */
@NullMarked
package io.fizzle.history.invented;

import org.jspecify.annotations.NullMarked;

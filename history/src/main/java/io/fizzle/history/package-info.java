/**
 * What Fizzle remembers: runs, their failures, and what solved them.
 *
 * <p>{@link io.fizzle.history.History} is the door, opened by {@code
 * io.fizzle.history.store.Stores}. Everything that is read or written goes with an {@link
 * io.fizzle.history.Access}, which the SQL itself enforces. Times are instants, sizes bytes, and a
 * text that is not known is empty.
 *
 * <p>{@code io.fizzle.history.invented.InventedHistory} makes histories of any size with patterns
 * planted in them.
 */
@NullMarked
package io.fizzle.history;

import org.jspecify.annotations.NullMarked;

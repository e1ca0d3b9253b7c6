package io.fizzle.history.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Takes in rows, and sends many together. Within one transaction; not thread-safe. */
interface Inserts extends AutoCloseable {

  /** Arguments are texts, whole or real numbers, truths, or null for a number that is not known. */
  void add(@Nullable Object... arguments) throws SQLException;

  /** Sends what waits. */
  void flush() throws SQLException;

  @Override
  void close() throws SQLException;
}

package io.fizzle.history.store;

import io.fizzle.history.HistoryProblem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** A database that holds a history: how it is reached, and in what it differs from others. */
interface Database extends AutoCloseable {

  /** What is done with a connection. */
  @FunctionalInterface
  interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  /**
   * Does this in one transaction that no other writer shares. When it returns, what was written is
   * on disk; where it throws, nothing was written.
   */
  <T> T write(Work<T> work);

  /** Does this in one transaction that sees one state of the database and writes nothing. */
  <T> T read(Work<T> work);

  /** For rows of this table that are not there, with all of its columns. */
  Inserts inserts(Connection connection, String table, int columns) throws SQLException;

  /** What stands for {@code ${clustered}} in migrations. */
  String clustered();

  /** Rows that the driver fetches at once while a result is streamed. */
  int fetchSize();

  /** Makes the disk's space of deleted rows free. */
  void compact();

  /** Writes a copy of one state of it to a file that is not there yet. */
  void backup(Path file);

  /** Where it is, without a password. */
  String place();

  /** Bytes on its disk. */
  long size();

  /** What this failure of its driver means. */
  HistoryProblem problem(SQLException failure);

  @Override
  void close();
}

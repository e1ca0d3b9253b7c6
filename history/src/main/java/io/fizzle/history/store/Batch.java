package io.fizzle.history.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** One statement for many rows, sent together. Not thread-safe. */
final class Batch implements AutoCloseable {
  private final PreparedStatement statement;
  private int waiting;

  Batch(Connection connection, String sql) throws SQLException {
    statement = connection.prepareStatement(sql);
  }

  /** Arguments are texts, whole or real numbers, or null for a number that is not known. */
  void add(@Nullable Object... arguments) throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      set(statement, i + 1, arguments[i]);
    }
    statement.addBatch();
    waiting++;
  }

  static void set(PreparedStatement statement, int at, @Nullable Object argument)
      throws SQLException {
    if (argument == null) {
      statement.setNull(at, Types.BIGINT);
    } else if (argument instanceof String text) {
      // PostgreSQL has no place for it in a text
      statement.setString(at, text.indexOf('\0') < 0 ? text : text.replace('\0', ' '));
    } else if (argument instanceof Integer number) {
      statement.setInt(at, number);
    } else if (argument instanceof Long number) {
      statement.setLong(at, number);
    } else if (argument instanceof Double number) {
      statement.setDouble(at, number);
    } else if (argument instanceof Boolean truth) {
      statement.setInt(at, truth ? 1 : 0);
    } else {
      throw new IllegalArgumentException("no argument of a statement: " + argument.getClass());
    }
  }

  void flush() throws SQLException {
    if (waiting > 0) {
      statement.executeBatch();
      waiting = 0;
    }
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}

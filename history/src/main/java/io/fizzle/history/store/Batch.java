package io.fizzle.history.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** One statement for many rows, sent together. */
final class Batch implements Inserts {
  private final PreparedStatement statement;
  private int waiting;

  Batch(Connection connection, String sql) throws SQLException {
    statement = connection.prepareStatement(sql);
  }

  @Override
  public void add(@Nullable Object... arguments) throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      set(statement, i + 1, arguments[i]);
    }
    statement.addBatch();
    waiting++;
  }

  /** A statement that fills all columns of a table. */
  static Batch into(Connection connection, String table, int columns) throws SQLException {
    String marks = String.join(",", Collections.nCopies(columns, "?"));
    return new Batch(connection, "INSERT INTO " + table + " VALUES (" + marks + ")");
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

  @Override
  public void flush() throws SQLException {
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

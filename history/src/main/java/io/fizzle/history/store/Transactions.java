package io.fizzle.history.store;

import java.sql.Connection;
import java.sql.SQLException;

/** All or nothing. */
final class Transactions {
  private Transactions() {}

  static <T> T run(Connection connection, Database.Work<T> work) throws SQLException {
    connection.setAutoCommit(false);
    boolean done = false;
    try {
      T result = work.with(connection);
      connection.commit();
      done = true;
      return result;
    } finally {
      if (!done) {
        undo(connection);
      }
      restore(connection, done);
    }
  }

  /** What led here says more than what may go wrong now. */
  private static void undo(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // the database itself undoes what was never committed
      return;
    }
  }

  private static void restore(Connection connection, boolean done) throws SQLException {
    try {
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      if (done) {
        throw e;
      }
    }
  }
}

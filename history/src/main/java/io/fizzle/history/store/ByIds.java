package io.fizzle.history.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Asks for many rows by their ids, some hundred at a time: a question costs more than a row. */
final class ByIds {
  private static final int AT_ONCE = 500;

  private ByIds() {}

  /** Looks at a row. */
  @FunctionalInterface
  interface Look {
    void at(ResultSet row) throws SQLException;
  }

  /**
   * Looks at every row that is found.
   *
   * @param sql with {@code (?)} where the ids belong, and no other argument
   */
  static void each(Connection connection, String sql, Collection<String> ids, Look look)
      throws SQLException {
    List<String> all = List.copyOf(ids);
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<String> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      String marks = "(" + String.join(",", Collections.nCopies(some.size(), "?")) + ")";
      try (PreparedStatement statement = connection.prepareStatement(sql.replace("(?)", marks))) {
        for (int i = 0; i < some.size(); i++) {
          Batch.set(statement, i + 1, some.get(i));
        }
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            look.at(rows);
          }
        }
      }
    }
  }
}

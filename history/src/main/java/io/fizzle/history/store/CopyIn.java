package io.fizzle.history.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Rows for one table of PostgreSQL by its {@code COPY} in text format: the server parses and plans
 * nothing, and writes whole pages where an {@code INSERT} writes rows.
 */
final class CopyIn implements Inserts {
  private final Connection connection;
  private final String sql;
  private final StringBuilder lines = new StringBuilder();

  /**
   * For this table.
   *
   * @param table of which all columns are given
   */
  CopyIn(Connection connection, String table) {
    this.connection = connection;
    this.sql = "COPY " + table + " FROM STDIN";
  }

  @Override
  public void add(@Nullable Object... arguments) {
    char before = '\n';
    for (Object argument : arguments) {
      if (before == '\t') {
        lines.append(before);
      }
      before = '\t';
      if (argument == null) {
        lines.append("\\N");
      } else if (argument instanceof String text) {
        escape(text);
      } else if (argument instanceof Boolean truth) {
        lines.append(truth ? '1' : '0');
      } else if (argument instanceof Number number) {
        lines.append(number);
      } else {
        throw new IllegalArgumentException("no value of a column: " + argument.getClass());
      }
    }
    lines.append('\n');
  }

  /** As PostgreSQL's manual of COPY asks for; it has no place for a NUL in a text. */
  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\0' -> lines.append(' ');
        case '\\' -> lines.append("\\\\");
        case '\t' -> lines.append("\\t");
        case '\n' -> lines.append("\\n");
        case '\r' -> lines.append("\\r");
        default -> lines.append(c);
      }
    }
  }

  @Override
  public void flush() throws SQLException {
    if (lines.isEmpty()) {
      return;
    }
    byte[] rows = lines.toString().getBytes(StandardCharsets.UTF_8);
    lines.setLength(0);
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(sql, new ByteArrayInputStream(rows));
    } catch (IOException e) {
      // of the class of SQLSTATE that says so
      throw new SQLException("the connection broke: " + e.getMessage(), "08006", e);
    }
  }

  @Override
  public void close() {
    // holds nothing
  }
}

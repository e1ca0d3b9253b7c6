package io.fizzle.history.store;

import io.fizzle.history.HistoryProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings a database to the schema of this version: numbered files of SQL, each applied once and in
 * its order, all in the transaction of the caller.
 */
final class Migrations {
  /** Sorted; the number of a file is its place in this list. */
  private static final List<String> FILES = List.of("001-history.sql");

  /** The schema that this version writes. */
  static final int NEWEST = FILES.size();

  private Migrations() {}

  /**
   * Applies what is missing.
   *
   * @param version the schema that the database has, 0 for none
   */
  static void apply(Connection connection, int version, Database database) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (version == 0) {
        statement.execute(
            "CREATE TABLE fizzle_schema (version INTEGER PRIMARY KEY, applied_at BIGINT NOT NULL)");
      }
      for (int next = version + 1; next <= NEWEST; next++) {
        for (String sql : statements(FILES.get(next - 1), database)) {
          statement.execute(sql);
        }
        try (PreparedStatement mark =
            connection.prepareStatement("INSERT INTO fizzle_schema VALUES (?, ?)")) {
          mark.setInt(1, next);
          mark.setLong(2, System.currentTimeMillis());
          mark.executeUpdate();
        }
      }
    }
  }

  /** A schema that this version does not know is left alone. */
  static void requireKnown(int version, Database database) {
    if (version > NEWEST) {
      throw new HistoryProblem(
          HistoryProblem.Kind.NEWER,
          "%s was made by a newer Fizzle (schema %d, this version knows up to %d). Update Fizzle, or give another history with --history"
              .formatted(database.place(), version, NEWEST));
    }
  }

  /** Statements end with a semicolon at the end of a line; comments have lines of their own. */
  private static List<String> statements(String file, Database database) {
    String text =
        read(file)
            .replaceAll("(?m)^--.*\n", "")
            .replace(
                " ${clustered}", database.clustered().isEmpty() ? "" : " " + database.clustered());
    return List.of(text.split(";\\s*\\n")).stream().filter(one -> !one.isBlank()).toList();
  }

  private static String read(String file) {
    try (@Nullable InputStream stream =
        Migrations.class.getResourceAsStream("migrations/" + file)) {
      if (stream == null) {
        throw new IllegalStateException(file + " is missing from the program");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

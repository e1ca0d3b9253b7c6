package io.fizzle.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.history.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
  @TempDir private Path folder;

  @Test
  void aHistoryOfTheNewestSchemaIsOpenedWithoutFlyway() throws Exception {
    String place = folder.resolve("history.db").toString();
    try (var history = Stores.open(place)) {
      history.record(Samples.failed("r1", "sales", Samples.START));
    }

    // not on its class path
    assertThat(said(ChildJvm.startWithout("flyway", CountLoop.class, place))).isEqualTo("1");

    String other = folder.resolve("other.db").toString();
    assertThat(said(ChildJvm.startWithout("flyway", WriteLoop.class, other, "x", "0", "1")))
        .contains("NoClassDefFoundError");
  }

  private static String said(Process child) throws Exception {
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    child.waitFor();
    return said.strip();
  }

  @Test
  void aNewHistoryIsMarkedWithTheNewestSchemaAndKnowsItsMigrations() throws Exception {
    Path file = folder.resolve("history.db");
    Stores.open(file.toString()).close();

    assertThat(numbers(file, "PRAGMA user_version")).containsExactly(SchemaVersion.NEWEST);
    assertThat(numbers(file, "SELECT version FROM fizzle_migrations WHERE success"))
        .containsExactly(SchemaVersion.NEWEST);
  }

  private static List<Integer> numbers(Path file, String sql) throws Exception {
    List<Integer> numbers = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        numbers.add(rows.getInt(1));
      }
    }
    return numbers;
  }
}

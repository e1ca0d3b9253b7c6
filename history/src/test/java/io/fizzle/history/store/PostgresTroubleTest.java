package io.fizzle.history.store;

import static io.fizzle.history.Samples.START;
import static io.fizzle.history.Samples.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fizzle.history.Access;
import io.fizzle.history.Filter;
import io.fizzle.history.History;
import io.fizzle.history.HistoryProblem;
import io.fizzle.history.HistoryProblem.Kind;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A history on a server that cannot be used says why, and what is there stays as it is. */
class PostgresTroubleTest {
  private static HistoryProblem problem(String place) {
    return catchThrowableOfType(HistoryProblem.class, () -> Stores.open(place).close());
  }

  private static void fill(String place) {
    try (History history = Stores.open(place)) {
      history.record(failed("r1", "sales", START));
    }
  }

  private static long count(History history) {
    long[] found = {0};
    history.runs(Access.everything(), Filter.ALL, run -> found[0]++);
    return found[0];
  }

  private static List<String> tables(String place) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:" + place.replaceFirst("//.*@", "//"), "postgres", "postgres");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  @Test
  void anotherProgramsDatabaseIsLeftAlone() throws Exception {
    String place = PostgresServer.require().freshDatabase();
    PostgresServer.execute(place, "CREATE TABLE songs (title TEXT)");

    HistoryProblem problem = problem(place);

    assertThat(problem.kind()).isEqualTo(Kind.FOREIGN);
    assertThat(problem)
        .hasMessageContaining("songs")
        .hasMessageContaining("left as it is")
        .hasMessageContaining("currentSchema=fizzle");
    assertThat(tables(place)).containsExactly("songs");
  }

  @Test
  void aSchemaOfItsOwnBesideAnotherProgramIsAHistory() throws Exception {
    String place = PostgresServer.require().freshDatabase();
    PostgresServer.execute(place, "CREATE TABLE songs (title TEXT)", "CREATE SCHEMA fizzle");

    fill(place + "?currentSchema=fizzle");

    try (History history = Stores.openExisting(place + "?currentSchema=fizzle")) {
      assertThat(count(history)).isEqualTo(1);
    }
    assertThat(tables(place)).containsExactly("songs");
  }

  @Test
  void aNewerHistoryIsLeftAlone() throws Exception {
    String place = PostgresServer.require().freshDatabase();
    fill(place);
    PostgresServer.execute(
        place, "UPDATE fizzle_migrations SET version = '99'", "DROP TABLE feedback");
    List<String> before = tables(place);

    HistoryProblem problem = problem(place);

    assertThat(problem.kind()).isEqualTo(Kind.NEWER);
    assertThat(problem).hasMessageContaining("newer Fizzle").hasMessageContaining("schema 99");
    assertThat(tables(place)).isEqualTo(before);
  }

  @Test
  void aHistoryFromBeforeTheFirstReleaseIsLeftAlone() throws Exception {
    String place = PostgresServer.require().freshDatabase();
    PostgresServer.execute(place, "CREATE TABLE fizzle_schema (version INTEGER PRIMARY KEY)");

    assertThat(problem(place)).hasMessageContaining("before its first release");
    assertThat(tables(place)).containsExactly("fizzle_schema");
  }

  @Test
  void whoMayOnlyReadReadsAndIsToldThatNothingWasRecorded() {
    String place = PostgresServer.require().freshDatabase();
    fill(place);
    String reader = as(place, "reader");
    PostgresServer.execute(
        place,
        "DROP ROLE IF EXISTS reader",
        "CREATE ROLE reader LOGIN PASSWORD 'reader'",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader");
    try (History history = Stores.open(reader)) {
      assertThat(count(history)).isEqualTo(1);

      HistoryProblem problem =
          catchThrowableOfType(
              HistoryProblem.class, () -> history.record(failed("r2", "sales", START)));

      assertThat(problem.kind()).isEqualTo(Kind.READ_ONLY);
      assertThat(problem).hasMessageContaining("Nothing was recorded");
      assertThat(count(history)).isEqualTo(1);
    }
    PostgresServer.execute(place, "DROP OWNED BY reader", "DROP ROLE reader");
  }

  @Test
  void whoMayMakeNoTablesIsTold() throws Exception {
    String place = PostgresServer.require().freshDatabase();
    PostgresServer.execute(
        place,
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        "DROP ROLE IF EXISTS guest",
        "CREATE ROLE guest LOGIN PASSWORD 'guest'");

    HistoryProblem problem = problem(as(place, "guest"));

    assertThat(problem.kind()).as("%s", problem).isEqualTo(Kind.READ_ONLY);
    assertThat(tables(place)).isEmpty();
    PostgresServer.execute(place, "DROP ROLE guest");
  }

  private static String as(String place, String user) {
    return place.replaceFirst("//.*@", "//" + user + ":" + user + "@");
  }

  @Test
  void whoIsNotKnownIsNotLetIn() {
    String place = PostgresServer.require().freshDatabase();

    HistoryProblem problem = problem(as(place, "nobody_knows"));

    assertThat(problem.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(problem)
        .hasMessageContaining("does not let Fizzle in")
        .hasMessageNotContaining("nobody_knows:");
  }

  @Test
  void aDatabaseThatIsNotThereIsNamed() {
    HistoryProblem problem = problem(PostgresServer.require().freshDatabase() + "_not");

    assertThat(problem.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(problem).hasMessageContaining("_not\" does not exist");
  }

  @Test
  void whereNoServerListensIsNamed() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }

    HistoryProblem problem = problem("postgresql://fizzle:secret@127.0.0.1:" + port + "/history");

    assertThat(problem.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(problem)
        .hasMessageContaining("127.0.0.1:" + port + "/history")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aServerThatGoesAwayIsToldAndWhatWasRecordedIsThereWhenItIsBack() throws Exception {
    Path data = Files.createTempDirectory("fizzle-postgres");
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String place = "postgresql://postgres:postgres@127.0.0.1:" + port + "/postgres";
    @SuppressWarnings("resource") // closed in the middle
    EmbeddedPostgres first = start(data, port);
    try (History history = Stores.open(place)) {
      history.record(failed("r1", "sales", START));
      first.close();

      HistoryProblem problem =
          catchThrowableOfType(
              HistoryProblem.class, () -> history.record(failed("r2", "sales", START)));

      assertThat(problem.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(problem).hasMessageContaining("Nothing was recorded");
      EmbeddedPostgres second = start(data, port);
      try {
        assertThat(count(history)).isEqualTo(1);
        history.record(failed("r2", "sales", START));
        assertThat(count(history)).isEqualTo(2);
      } finally {
        second.close();
      }
    }
  }

  private static EmbeddedPostgres start(Path data, int port) {
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(data)
          // or it goes with the server
          .setCleanDataDirectory(false)
          .setPort(port)
          .start();
    } catch (IOException | RuntimeException e) {
      return Assumptions.abort("no PostgreSQL can be started here: " + e);
    }
  }
}

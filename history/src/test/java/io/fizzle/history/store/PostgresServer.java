package io.fizzle.history.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real PostgreSQL for tests: the one that FIZZLE_TEST_POSTGRES names, else one of Maven Central's
 * that is started here. It is ended with the JVM.
 */
final class PostgresServer {
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static @Nullable PostgresServer server;
  private static String problem = "";

  private final String address;

  private PostgresServer(String address) {
    this.address = address;
  }

  /** The server; where none can be started, the test is left out and says so. */
  static synchronized PostgresServer require() {
    if (server == null && problem.isEmpty()) {
      try {
        server = start();
      } catch (IOException | RuntimeException e) {
        problem = "no PostgreSQL can be started here: " + e;
      }
    }
    Assumptions.assumeTrue(server != null, problem);
    return java.util.Objects.requireNonNull(server);
  }

  @SuppressWarnings("resource") // its own hook stops it when the JVM ends
  private static PostgresServer start() throws IOException {
    String given = System.getenv("FIZZLE_TEST_POSTGRES");
    if (given != null) {
      return new PostgresServer(given);
    }
    int port = EmbeddedPostgres.builder().start().getPort();
    return new PostgresServer("postgresql://postgres:postgres@127.0.0.1:" + port + "/");
  }

  /** The address of a database with nothing in it. */
  String freshDatabase() {
    String name = "fizzle_" + ProcessHandle.current().pid() + "_" + NEXT.incrementAndGet();
    execute(address + "postgres", "CREATE DATABASE " + name);
    return address + name;
  }

  /** Does this in a database, as its owner. */
  static void execute(String database, String... sql) {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:" + database.replaceFirst("//.*@", "//"), "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      for (String one : sql) {
        statement.execute(one);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}

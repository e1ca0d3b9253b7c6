package io.fizzle.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A database that histories are measured in. */
interface StoreDatabase extends AutoCloseable {
  String name();

  /** Where the history of the year is, or is to be. */
  String place();

  /** True where it was not made yet. */
  boolean isEmpty() throws IOException;

  /** A copy of it that may be written. */
  String copy() throws IOException, SQLException;

  /** A connection to the database at this place, to do with as one likes. */
  Connection connect(String place) throws SQLException;

  /** Somewhere for a peer's tables. */
  Connection connectEmpty() throws IOException, SQLException;

  /** Takes away copies and what peers wrote. */
  void discard() throws IOException, SQLException;

  @Override
  void close() throws IOException;

  /** A file. */
  record Sqlite(Path folder) implements StoreDatabase {
    @Override
    public String name() {
      return "SQLite";
    }

    @Override
    public String place() {
      return folder.resolve("history.db").toString();
    }

    @Override
    public boolean isEmpty() {
      return !Files.exists(Path.of(place()));
    }

    @Override
    public String copy() throws IOException {
      discard();
      return Files.copy(Path.of(place()), folder.resolve("copy.db")).toString();
    }

    @Override
    public Connection connect(String place) throws SQLException {
      Properties properties = new Properties();
      properties.setProperty("journal_mode", "WAL");
      properties.setProperty("synchronous", "FULL");
      return DriverManager.getConnection("jdbc:sqlite:" + place, properties);
    }

    @Override
    public Connection connectEmpty() throws SQLException {
      return connect(folder.resolve("plain.db").toString());
    }

    @Override
    public void discard() throws IOException {
      for (String name : new String[] {"copy.db", "plain.db"}) {
        for (String part : new String[] {"", "-wal", "-shm"}) {
          Files.deleteIfExists(folder.resolve(name + part));
        }
      }
    }

    @Override
    public void close() {
      // a file is closed by whoever opened it
    }
  }

  /** A server of Maven Central's, started here, with its default settings. */
  record Postgres(EmbeddedPostgres server, boolean isEmpty) implements StoreDatabase {
    static Postgres start(Path folder) throws IOException {
      boolean fresh = !Files.exists(folder.resolve("PG_VERSION"));
      Files.createDirectories(folder);
      return new Postgres(
          EmbeddedPostgres.builder().setDataDirectory(folder).setCleanDataDirectory(false).start(),
          fresh);
    }

    @Override
    public String name() {
      return "PostgreSQL";
    }

    @Override
    public String place() {
      return place("postgres");
    }

    private String place(String database) {
      return "postgresql://postgres:postgres@127.0.0.1:" + server.getPort() + "/" + database;
    }

    @Override
    public String copy() throws SQLException {
      discard();
      execute("template1", "CREATE DATABASE copy TEMPLATE postgres");
      return place("copy");
    }

    @Override
    public Connection connect(String place) throws SQLException {
      return DriverManager.getConnection(
          "jdbc:" + place.replaceFirst("//.*@", "//") + "?reWriteBatchedInserts=true",
          "postgres",
          "postgres");
    }

    @Override
    public Connection connectEmpty() throws SQLException {
      execute("template1", "DROP DATABASE IF EXISTS plain");
      execute("template1", "CREATE DATABASE plain");
      return connect(place("plain"));
    }

    @Override
    public void discard() throws SQLException {
      execute("template1", "DROP DATABASE IF EXISTS copy");
      execute("template1", "DROP DATABASE IF EXISTS plain");
    }

    private void execute(String database, String sql) throws SQLException {
      try (Connection connection = connect(place(database));
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}

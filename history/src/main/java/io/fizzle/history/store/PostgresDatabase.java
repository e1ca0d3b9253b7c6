package io.fizzle.history.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.fizzle.history.HistoryProblem;
import io.fizzle.history.HistoryProblem.Kind;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A history on a PostgreSQL server, 12 or newer, in the first schema of the user's search path.
 *
 * <p>One writer at a time holds an advisory lock: each numbers what it writes, and looks for what
 * solved a failure among the runs of others.
 */
final class PostgresDatabase implements Database {
  /** {@code FIZZ}, under which writers wait for each other. */
  private static final long WRITERS = 0x46495A5A;

  private static final int CONNECTIONS = 8;

  /** How long a writer waits for others, milliseconds. */
  private static final int PATIENCE = 30_000;

  /** A server that gives no connection in this time is gone, milliseconds. */
  private static final int REACHED_WITHIN = 10_000;

  private static final int ROWS_AT_ONCE = 2_000;

  /** Of another program's tables, so many are named. */
  private static final int TABLES_NAMED = 3;

  private final HikariDataSource pool;
  private final String place;

  private PostgresDatabase(HikariDataSource pool, String place) {
    this.pool = pool;
    this.place = place;
  }

  /**
   * Opens the history at this address.
   *
   * @param address {@code postgresql://user:password@host:port/database?parameter=value}; without a
   *     password PGPASSWORD or the user's {@code .pgpass} gives it
   */
  static PostgresDatabase open(String address) {
    URI uri = parse(address);
    HikariConfig config = new HikariConfig();
    String query = uri.getRawQuery();
    String host = uri.getHost() == null ? "localhost" : uri.getHost();
    String where =
        host + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + String.valueOf(uri.getRawPath());
    config.setJdbcUrl("jdbc:postgresql://" + where + (query == null ? "" : "?" + query));
    String user = uri.getRawUserInfo();
    if (user != null) {
      int colon = user.indexOf(':');
      config.setUsername(decoded(colon < 0 ? user : user.substring(0, colon)));
      if (colon >= 0) {
        config.setPassword(decoded(user.substring(colon + 1)));
      }
    }
    String password = System.getenv("PGPASSWORD");
    if (config.getPassword() == null && password != null) {
      config.setPassword(password);
    }
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("ApplicationName", "fizzle");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(REACHED_WITHIN);
    config.setInitializationFailTimeout(1);
    String place = "postgresql://" + where;
    try {
      PostgresDatabase database = new PostgresDatabase(new HikariDataSource(config), place);
      try {
        database.prepare();
        return database;
      } catch (RuntimeException e) {
        database.close();
        throw e;
      }
    } catch (HikariPool.PoolInitializationException e) {
      throw e.getCause() instanceof SQLException failure
          ? problem(place, failure)
          : new HistoryProblem(Kind.UNREACHABLE, "cannot reach " + place, e);
    }
  }

  private static URI parse(String address) {
    try {
      return new URI(address.replaceFirst("^jdbc:", "").replaceFirst("^postgres:", "postgresql:"));
    } catch (java.net.URISyntaxException e) {
      // the message of the exception would show the password
      throw new HistoryProblem(
          Kind.OTHER,
          "the history's address is no URL. Write postgresql://user@host:5432/database, with"
              + " special characters of the password percent-encoded, or leave it to PGPASSWORD");
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private void prepare() {
    int version = read(this::version);
    SchemaVersion.requireKnown(version, this);
    if (version == SchemaVersion.NEWEST) {
      return;
    }
    write(
        connection -> {
          // looked at again: another process may have been faster
          int now = version(connection);
          SchemaVersion.requireKnown(now, this);
          if (now < SchemaVersion.NEWEST) {
            Migrations.apply(connection, this);
          }
          return true;
        });
  }

  /** Of the first schema of the search path, where a new history would be made. */
  private int version(Connection connection) throws SQLException {
    Set<String> tables = tables(connection);
    if (tables.contains(Migrations.TABLE)) {
      try (Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "SELECT coalesce(max(split_part(version, '.', 1)::integer), 0) FROM "
                      + Migrations.TABLE
                      + " WHERE success")) {
        return row.next() ? row.getInt(1) : SchemaVersion.NONE;
      }
    }
    if (tables.contains("fizzle_schema")) {
      return 1;
    }
    if (!tables.isEmpty()) {
      throw new HistoryProblem(
          Kind.FOREIGN,
          place
              + " holds tables of another program ("
              + tables.stream().sorted().limit(TABLES_NAMED).collect(Collectors.joining(", "))
              + (tables.size() > TABLES_NAMED ? ", ..." : "")
              + ") and no history of Fizzle. It was left as it is. Make a database of its own, or a"
              + " schema (CREATE SCHEMA fizzle) and name it: ?currentSchema=fizzle");
    }
    return SchemaVersion.NONE;
  }

  /** The tables of that schema, but for those that belong to an extension of the server. */
  private static Set<String> tables(Connection connection) throws SQLException {
    Set<String> tables = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p')"
                    + " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid"
                    + " AND d.classid = 'pg_class'::regclass AND d.deptype = 'e')")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  @Override
  public <T> T write(Work<T> work) {
    try (Connection connection = pool.getConnection()) {
      return Transactions.run(
          connection,
          locked -> {
            try (Statement statement = locked.createStatement()) {
              statement.execute("SET LOCAL lock_timeout = " + PATIENCE);
              statement.execute("SELECT pg_advisory_xact_lock(" + WRITERS + ")");
            }
            return work.with(locked);
          });
    } catch (SQLException e) {
      throw problem(e);
    }
  }

  @Override
  public <T> T read(Work<T> work) {
    try (Connection connection = pool.getConnection()) {
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      return Transactions.run(connection, work);
    } catch (SQLException e) {
      throw problem(e);
    }
  }

  @Override
  public Inserts inserts(Connection connection, String table, int columns) {
    return new CopyIn(connection, table);
  }

  @Override
  public String clustered() {
    return "";
  }

  @Override
  public int fetchSize() {
    return ROWS_AT_ONCE;
  }

  @Override
  public void compact() {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : Erasure.TABLES) {
        statement.execute("VACUUM FULL " + table);
      }
    } catch (SQLException e) {
      throw problem(e);
    }
  }

  @Override
  public void backup(Path file) {
    throw new HistoryProblem(
        Kind.OTHER,
        "a history on a server is backed up by its server: pg_dump, or fizzle history export for a"
            + " file that any history takes in");
  }

  @Override
  public String place() {
    return place;
  }

  @Override
  public long size() {
    return read(
        connection -> {
          long bytes = 0;
          try (Statement statement = connection.createStatement()) {
            for (String table : Erasure.TABLES) {
              try (ResultSet row =
                  statement.executeQuery("SELECT pg_total_relation_size('" + table + "')")) {
                bytes += row.next() ? row.getLong(1) : 0;
              }
            }
          }
          return bytes;
        });
  }

  @Override
  public HistoryProblem problem(SQLException failure) {
    return problem(place, failure);
  }

  /** By the classes of SQLSTATE (PostgreSQL's manual, appendix A). */
  private static HistoryProblem problem(String place, SQLException thrown) {
    // that of a batch repeats everything that was to be written
    SQLException next = thrown.getNextException();
    SQLException failure = next == null ? thrown : next;
    @Nullable String stated = failure.getSQLState();
    String state = stated == null ? "" : stated;
    String says = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    if (state.startsWith("08") || state.startsWith("57P")) {
      return new HistoryProblem(
          Kind.UNREACHABLE,
          "cannot reach the history at " + place + ": " + says + ". Nothing was recorded",
          failure);
    }
    if (state.startsWith("28") || state.startsWith("3D")) {
      return new HistoryProblem(
          Kind.UNREACHABLE,
          "the history's server does not let Fizzle in at " + place + ": " + says,
          failure);
    }
    if (state.equals("25006") || state.equals("42501")) {
      return new HistoryProblem(
          Kind.READ_ONLY,
          "the history at " + place + " may not be written: " + says + ". Nothing was recorded",
          failure);
    }
    if (state.equals("53100")) {
      return new HistoryProblem(
          Kind.FULL,
          "the disk of the history at " + place + " is full: " + says + ". Nothing was recorded",
          failure);
    }
    if (state.startsWith("XX")) {
      return new HistoryProblem(
          Kind.CORRUPT, "the history at " + place + " is damaged: " + says, failure);
    }
    if (state.equals("55P03") || state.startsWith("53")) {
      return new HistoryProblem(
          Kind.BUSY,
          "others keep the history at " + place + " busy: " + says + ". Try again",
          failure);
    }
    return new HistoryProblem(Kind.OTHER, "the history at " + place + " failed: " + says, failure);
  }

  @Override
  public void close() {
    pool.close();
  }
}

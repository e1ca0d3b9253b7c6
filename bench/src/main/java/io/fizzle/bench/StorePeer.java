package io.fizzle.bench;

import io.fizzle.history.Exposure;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.RunRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The least that a database could do: the same runs, executors and failures as plain rows by JDBC's
 * batches, each batch in a transaction that reaches the disk, with a primary key for each table; no
 * search for what solved a failure, no index to ask by. And one SQL statement that counts executors
 * by node.
 */
final class StorePeer implements AutoCloseable {
  private static final String COUNT =
      """
      SELECT e.node, count(*), sum(CASE WHEN e.failure <> '' THEN 1 ELSE 0 END)
      FROM application_runs r JOIN exposures e ON e.run = r.seq
      WHERE r.started_at >= ? AND r.started_at < ? GROUP BY e.node\
      """;

  private final Connection connection;
  private int run;

  StorePeer(Connection connection) throws SQLException {
    this.connection = connection;
  }

  /** Makes its tables. */
  void create() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE plain_runs (seq INTEGER PRIMARY KEY, id TEXT, project TEXT,"
              + " application TEXT, image TEXT, started BIGINT, outcome TEXT, cause TEXT)");
      statement.execute(
          "CREATE TABLE plain_executors (run INTEGER, executor TEXT, node TEXT, began BIGINT,"
              + " ended BIGINT, failure TEXT, PRIMARY KEY (run, executor))");
      statement.execute(
          "CREATE TABLE plain_failures (id TEXT PRIMARY KEY, run INTEGER, cause TEXT, at BIGINT,"
              + " signature TEXT, message TEXT)");
    }
    connection.setAutoCommit(false);
  }

  void record(List<RunRecord> records) {
    try (PreparedStatement runs =
            connection.prepareStatement("INSERT INTO plain_runs VALUES (?,?,?,?,?,?,?,?)");
        PreparedStatement executors =
            connection.prepareStatement("INSERT INTO plain_executors VALUES (?,?,?,?,?,?)");
        PreparedStatement failures =
            connection.prepareStatement("INSERT INTO plain_failures VALUES (?,?,?,?,?,?)")) {
      for (RunRecord record : records) {
        add(
            runs,
            ++run,
            record.run().id(),
            record.run().origin().project(),
            record.run().program().application(),
            record.run().program().image(),
            record.run().started().toEpochMilli(),
            record.run().outcome().id(),
            record.run().cause());
        for (Exposure one : record.exposures()) {
          add(
              executors,
              run,
              one.executor(),
              one.node(),
              one.from().toEpochMilli(),
              one.until().toEpochMilli(),
              one.failure());
        }
        for (FailureEvent one : record.failures()) {
          add(
              failures,
              one.id(),
              run,
              one.cause(),
              one.at().toEpochMilli(),
              one.signature(),
              one.message());
        }
      }
      runs.executeBatch();
      executors.executeBatch();
      failures.executeBatch();
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    statement.addBatch();
  }

  /** Counts the executors of a window by node in the history's own tables; how many nodes. */
  int countByNode(long from, long until) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
      statement.setLong(1, from);
      statement.setLong(2, until);
      int nodes = 0;
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          nodes++;
        }
      }
      return nodes;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

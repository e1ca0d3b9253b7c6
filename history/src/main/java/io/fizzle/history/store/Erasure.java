package io.fizzle.history.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Takes runs out, with all that hangs on them. */
final class Erasure {
  /** All tables with rows of their own; children first. */
  static final List<String> TABLES =
      List.of(
          "failure_victims",
          "exposures",
          "failure_events",
          "application_runs",
          "configurations",
          "solution_attempts",
          "failure_solutions",
          "feedback");

  private final Connection connection;

  Erasure(Connection connection) {
    this.connection = connection;
  }

  /** Takes out one run. */
  void run(int seq) throws SQLException {
    execute(
        "DELETE FROM failure_victims WHERE failure IN"
            + " (SELECT seq FROM failure_events WHERE run = ?)",
        seq);
    execute("DELETE FROM exposures WHERE run = ?", seq);
    execute("DELETE FROM failure_events WHERE run = ?", seq);
    execute("DELETE FROM application_runs WHERE seq = ?", seq);
  }

  /**
   * Takes out what is older. What was learnt of solutions stays, and so does feedback.
   *
   * @param millis runs that started before this time
   * @return how many runs and failures went
   */
  long[] before(long millis) throws SQLException {
    String old = "(SELECT seq FROM application_runs WHERE started_at < ?)";
    execute(
        "DELETE FROM failure_victims WHERE failure IN"
            + " (SELECT seq FROM failure_events WHERE run IN "
            + old
            + ")",
        millis);
    execute("DELETE FROM exposures WHERE run IN " + old, millis);
    long failures = execute("DELETE FROM failure_events WHERE run IN " + old, millis);
    long runs = execute("DELETE FROM application_runs WHERE started_at < ?", millis);
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "DELETE FROM configurations WHERE hash NOT IN"
              + " (SELECT configuration FROM application_runs)");
    }
    return new long[] {runs, failures};
  }

  private long execute(String sql, long argument) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, argument);
      return statement.executeUpdate();
    }
  }
}

package io.fizzle.history.store;

import io.fizzle.history.Access;
import io.fizzle.history.ApplicationRun;
import io.fizzle.history.Exposure;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.Filter;
import io.fizzle.history.RunRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything of one run. */
final class RunReader {
  private final Connection connection;

  RunReader(Connection connection) {
    this.connection = connection;
  }

  /** A run with its number in this database. */
  record Numbered(int seq, RunRecord record) {}

  /**
   * The runs with these ids and their failures, without executors, victims and excerpts; in no
   * order. What is not there is left out.
   */
  Map<String, RunRecord> brief(Collection<String> ids) throws SQLException {
    Map<String, List<FailureEvent>> failures = new HashMap<>();
    ByIds.each(
        connection,
        "SELECT "
            + Rows.FAILURE_IN_BRIEF
            + " FROM application_runs u JOIN failure_events f ON f.run = u.seq"
            + " WHERE u.id IN (?) ORDER BY f.seq",
        ids,
        row -> {
          FailureEvent failure = Rows.failure(row);
          failures.computeIfAbsent(failure.run(), key -> new ArrayList<>()).add(failure);
        });
    Map<String, RunRecord> runs = new HashMap<>();
    ByIds.each(
        connection,
        "SELECT "
            + Rows.RUN
            + " FROM application_runs r JOIN configurations g ON g.hash = r.configuration"
            + " WHERE r.id IN (?)",
        ids,
        row -> {
          ApplicationRun run = Rows.run(row);
          runs.put(
              run.id(), new RunRecord(run, List.of(), failures.getOrDefault(run.id(), List.of())));
        });
    return runs;
  }

  Optional<Numbered> run(Access access, String id) throws SQLException {
    Selection selection =
        Selection.of(
            "SELECT "
                + Rows.RUN
                + " FROM application_runs r JOIN configurations g ON g.hash = r.configuration"
                + " WHERE {r} AND r.id = ?",
            access,
            Filter.ALL,
            List.of(id));
    List<ApplicationRun> runs = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    try (PreparedStatement statement = prepare(connection, selection);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        runs.add(Rows.run(rows));
        numbers.add(rows.getInt(29));
      }
    }
    if (runs.isEmpty()) {
      return Optional.empty();
    }
    int seq = numbers.get(0);
    return Optional.of(
        new Numbered(seq, new RunRecord(runs.get(0), exposures(seq), failures(seq))));
  }

  private List<Exposure> exposures(int run) throws SQLException {
    List<Exposure> exposures = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT " + Rows.EXPOSURE + " FROM exposures e WHERE e.run = ? ORDER BY e.from_at")) {
      statement.setInt(1, run);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          exposures.add(Rows.exposure(rows));
        }
      }
    }
    return exposures;
  }

  private List<FailureEvent> failures(int run) throws SQLException {
    List<FailureEvent> failures = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT "
                + Rows.FAILURE
                + " FROM failure_events f JOIN application_runs u ON u.seq = f.run"
                + " WHERE f.run = ? ORDER BY f.seq")) {
      statement.setInt(1, run);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          failures.add(Rows.failure(rows));
        }
      }
    }
    return failures;
  }

  static PreparedStatement prepare(Connection connection, Selection selection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(selection.sql());
    for (int i = 0; i < selection.arguments().size(); i++) {
      Batch.set(statement, i + 1, selection.arguments().get(i));
    }
    return statement;
  }
}

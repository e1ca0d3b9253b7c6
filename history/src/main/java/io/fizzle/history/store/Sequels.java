package io.fizzle.history.store;

import io.fizzle.history.ApplicationRun;
import io.fizzle.history.Resolution;
import io.fizzle.history.RunRecord;
import io.fizzle.history.SolutionAttempt;
import io.fizzle.history.solution.Sequel;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at each new run beside those of its application before and after it, for what solved a
 * failure. Runs may be recorded in any order. Within the transaction of the recording.
 */
final class Sequels {
  /** Runs of one application that are looked at around a new one. */
  private static final int MOST = 20;

  private static final int MOST_SEEN = 2_000;

  private static final String SAME =
      "o.application = n.application AND o.project = n.project AND o.cluster = n.cluster";

  /** In one question for all: most runs follow a good one and have nothing to tell. */
  private static final String TELLING =
      "SELECT n.id FROM application_runs n WHERE n.seq BETWEEN ? AND ? AND n.application <> ''"
          + " AND ((SELECT o.outcome FROM application_runs o WHERE "
          + SAME
          + " AND o.started_at < n.started_at ORDER BY o.started_at DESC LIMIT 1) = 'failed'"
          + " OR n.outcome = 'failed' AND EXISTS (SELECT 1 FROM application_runs o WHERE "
          + SAME
          + " AND o.started_at > n.started_at))";

  private final Connection connection;
  private final RunReader reader;
  private final Knowledge knowledge;

  /** Runs stand before several others. */
  private final Map<String, Optional<RunRecord>> seen =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<RunRecord>> eldest) {
          return size() > MOST_SEEN;
        }
      };

  Sequels(Connection connection) {
    this.connection = connection;
    reader = new RunReader(connection);
    knowledge = new Knowledge(connection);
  }

  /** Looks at the runs with these numbers, first and last included. */
  void recognise(int first, int last) throws SQLException {
    Set<String> looked = new LinkedHashSet<>();
    for (String id : telling(first, last)) {
      looked.add(id);
      Optional<RunRecord> run = run(id);
      if (run.isPresent()) {
        looked.addAll(after(run.get().run()));
      }
    }
    for (String id : looked) {
      Optional<RunRecord> run = run(id);
      if (run.isPresent()) {
        look(run.get());
      }
    }
  }

  private List<String> telling(int first, int last) throws SQLException {
    List<String> telling = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(TELLING)) {
      statement.setInt(1, first);
      statement.setInt(2, last);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          telling.add(rows.getString(1));
        }
      }
    }
    return telling;
  }

  private void look(RunRecord run) throws SQLException {
    knowledge.takeBackRecognised(run.run().id());
    List<RunRecord> failed = new ArrayList<>();
    Optional<ApplicationRun> good = Optional.empty();
    for (Neighbour neighbour : neighbours(run.run(), "<", "DESC")) {
      Optional<RunRecord> before = run(neighbour.id());
      if (!neighbour.failed() || before.isEmpty()) {
        good = before.map(RunRecord::run);
        break;
      }
      failed.add(before.get());
    }
    Sequel sequel = new Sequel(run, failed, good);
    for (SolutionAttempt attempt : sequel.attempts()) {
      knowledge.write(attempt);
    }
    for (Map.Entry<String, Resolution> end : sequel.resolutions().entrySet()) {
      knowledge.resolve(end.getKey(), end.getValue());
    }
  }

  /**
   * The runs after this one up to the first that did not fail: they may have it before them now.
   */
  private List<String> after(ApplicationRun run) throws SQLException {
    List<String> after = new ArrayList<>();
    for (Neighbour next : neighbours(run, ">", "ASC")) {
      after.add(next.id());
      if (!next.failed()) {
        break;
      }
    }
    return after;
  }

  private Optional<RunRecord> run(String id) throws SQLException {
    Optional<RunRecord> known = seen.get(id);
    if (known == null) {
      known = reader.brief(id);
      seen.put(id, known);
    }
    return known;
  }

  /** A run of the same application. */
  private record Neighbour(String id, boolean failed) {}

  private List<Neighbour> neighbours(ApplicationRun run, String side, String order)
      throws SQLException {
    List<Neighbour> runs = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id, outcome FROM application_runs"
                + " WHERE application = ? AND project = ? AND cluster = ? AND started_at "
                + side
                + " ? ORDER BY started_at "
                + order
                + " LIMIT "
                + MOST)) {
      statement.setString(1, run.program().application());
      statement.setString(2, run.origin().project());
      statement.setString(3, run.origin().cluster());
      statement.setLong(4, run.started().toEpochMilli());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          runs.add(new Neighbour(rows.getString(1), rows.getString(2).equals("failed")));
        }
      }
    }
    return runs;
  }
}

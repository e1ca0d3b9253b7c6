package io.fizzle.history.store;

import io.fizzle.application.Outcome;
import io.fizzle.history.ApplicationRun;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.Resolution;
import io.fizzle.history.RunRecord;
import io.fizzle.history.SolutionAttempt;
import io.fizzle.history.solution.Sequel;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at each new run beside those of its application before and after it, for what solved a
 * failure. Runs may be recorded in any order. Within the transaction of the recording.
 */
final class Sequels implements AutoCloseable {
  /** Runs of one application that are looked at around a new one. */
  private static final int MOST = 20;

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
  private final PreparedStatement before;
  private final PreparedStatement after;

  Sequels(Connection connection) throws SQLException {
    this.connection = connection;
    before = connection.prepareStatement(neighbours("<", "DESC"));
    after = connection.prepareStatement(neighbours(">", "ASC"));
  }

  private static String neighbours(String side, String order) {
    return "SELECT o.id, o.outcome FROM application_runs n JOIN application_runs o ON "
        + SAME
        + " AND o.started_at "
        + side
        + " n.started_at WHERE n.id = ? ORDER BY o.started_at "
        + order
        + " LIMIT ?";
  }

  /**
   * Looks at the runs with these numbers, first and last included. First it is found out which runs
   * matter, then all of them are read at once, and at last all that they tell is written at once.
   */
  void recognise(int first, int last) throws SQLException {
    Set<String> looked = new LinkedHashSet<>();
    for (String id : telling(first, last)) {
      looked.add(id);
      neighbours(after, id, MOST).forEach(next -> looked.add(next.id()));
    }
    Known known = new Known();
    known.read(looked);
    for (String id : looked) {
      boolean succeeded = known.run(id).run().outcome() == Outcome.SUCCEEDED;
      known.earlier.put(id, neighbours(before, id, succeeded ? MOST : 1));
    }
    known.readEarlier();
    for (String id : looked) {
      if (!known.suffices(id)) {
        known.earlier.put(id, neighbours(before, id, MOST));
      }
    }
    known.readEarlier();
    List<SolutionAttempt> attempts = new ArrayList<>();
    Map<String, Resolution> ends = new LinkedHashMap<>();
    for (String id : looked) {
      Sequel sequel = known.sequel(id);
      attempts.addAll(sequel.attempts());
      // the first that ended a failure did
      sequel.resolutions().forEach(ends::putIfAbsent);
    }
    Knowledge knowledge = new Knowledge(connection);
    knowledge.takeBackRecognised(looked);
    knowledge.write(attempts);
    knowledge.resolve(ends);
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

  /** What was read of the runs that matter. */
  private final class Known {
    private final Map<String, RunRecord> runs = new HashMap<>();
    private final Map<String, List<Neighbour>> earlier = new HashMap<>();

    /** Reads those that are not known yet. */
    void read(Collection<String> ids) throws SQLException {
      List<String> missing = ids.stream().filter(id -> !runs.containsKey(id)).toList();
      runs.putAll(new RunReader(connection).brief(missing));
    }

    void readEarlier() throws SQLException {
      Set<String> ids = new LinkedHashSet<>();
      earlier.values().forEach(some -> some.forEach(one -> ids.add(one.id())));
      read(ids);
    }

    RunRecord run(String id) {
      return Objects.requireNonNull(runs.get(id), "a run went while its transaction was open");
    }

    /**
     * True where looking further back would tell no more: of a run that failed again, each
     * signature counts once, with the last run that died of it. An application that always fails
     * would otherwise be read twenty times over.
     */
    boolean suffices(String id) {
      List<Neighbour> before = earlier.getOrDefault(id, List.of());
      RunRecord run = run(id);
      if (run.run().outcome() == Outcome.SUCCEEDED || before.isEmpty() || !before.get(0).failed()) {
        return true;
      }
      Set<String> died = new HashSet<>();
      for (FailureEvent failure : run(before.get(0).id()).failures()) {
        if (failure.fatal()) {
          died.add(failure.signature());
        }
      }
      return run.failures().stream().allMatch(one -> died.contains(one.signature()));
    }

    Sequel sequel(String id) {
      List<RunRecord> failed = new ArrayList<>();
      Optional<ApplicationRun> good = Optional.empty();
      for (Neighbour neighbour : earlier.getOrDefault(id, List.of())) {
        RunRecord run = run(neighbour.id());
        if (neighbour.failed()) {
          failed.add(run);
        } else {
          good = Optional.of(run.run());
        }
      }
      return new Sequel(run(id), failed, good);
    }
  }

  /** A run of the same application. */
  private record Neighbour(String id, boolean failed) {}

  /** From the run next to this one up to the first that did not fail, that one included. */
  private static List<Neighbour> neighbours(PreparedStatement side, String id, int most)
      throws SQLException {
    List<Neighbour> runs = new ArrayList<>();
    side.setString(1, id);
    side.setInt(2, most);
    try (ResultSet rows = side.executeQuery()) {
      boolean failed = true;
      while (failed && rows.next()) {
        failed = rows.getString(2).equals("failed");
        runs.add(new Neighbour(rows.getString(1), failed));
      }
    }
    return runs;
  }

  @Override
  public void close() throws SQLException {
    try (before;
        after) {
      // both, whatever becomes of the first
    }
  }
}

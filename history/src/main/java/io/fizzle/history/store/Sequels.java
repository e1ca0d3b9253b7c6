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
      "SELECT n.id, n.application, n.project, n.cluster, n.started_at"
          + " FROM application_runs n WHERE n.seq BETWEEN ? AND ? AND n.application <> ''"
          + " AND ((SELECT o.outcome FROM application_runs o WHERE "
          + SAME
          + " AND o.started_at < n.started_at ORDER BY o.started_at DESC LIMIT 1) = 'failed'"
          + " OR n.outcome = 'failed' AND EXISTS (SELECT 1 FROM application_runs o WHERE "
          + SAME
          + " AND o.started_at > n.started_at))";

  private final Connection connection;
  private final PreparedStatement after;
  private final PreparedStatement before;
  private final PreparedStatement justBefore;

  Sequels(Connection connection) throws SQLException {
    this.connection = connection;
    after = connection.prepareStatement(neighbours(">", "ASC", MOST));
    before = connection.prepareStatement(neighbours("<", "DESC", MOST));
    justBefore = connection.prepareStatement(neighbours("<", "DESC", 1));
  }

  /**
   * All of it in the statement: PostgreSQL walks the index from its end only where it sees that few
   * are asked for; else it sorts everything that the application ever ran.
   */
  private static String neighbours(String side, String order, int most) {
    return "SELECT o.id, o.outcome FROM application_runs o WHERE o.application = ?"
        + " AND o.project = ? AND o.cluster = ? AND o.started_at "
        + side
        + " ? ORDER BY o.started_at "
        + order
        + " LIMIT "
        + most;
  }

  /**
   * Looks at the runs with these numbers, first and last included. First it is found out which runs
   * matter, then all of them are read at once, and at last all that they tell is written at once.
   */
  void recognise(int first, int last) throws SQLException {
    Set<String> looked = new LinkedHashSet<>();
    for (Place telling : telling(first, last)) {
      looked.add(telling.id());
      neighbours(after, telling).forEach(next -> looked.add(next.id()));
    }
    Known known = new Known();
    known.read(looked);
    for (String id : looked) {
      ApplicationRun run = known.run(id).run();
      boolean succeeded = run.outcome() == Outcome.SUCCEEDED;
      known.earlier.put(id, neighbours(succeeded ? before : justBefore, Place.of(run)));
    }
    known.readEarlier();
    for (String id : looked) {
      if (!known.suffices(id)) {
        known.earlier.put(id, neighbours(before, Place.of(known.run(id).run())));
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

  private List<Place> telling(int first, int last) throws SQLException {
    List<Place> telling = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(TELLING)) {
      statement.setInt(1, first);
      statement.setInt(2, last);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          telling.add(
              new Place(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getString(4),
                  rows.getLong(5)));
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

  /**
   * Where a run stands among those of its application.
   *
   * @param started milliseconds since 1970
   */
  private record Place(
      String id, String application, String project, String cluster, long started) {
    static Place of(ApplicationRun run) {
      return new Place(
          run.id(),
          run.program().application(),
          run.origin().project(),
          run.origin().cluster(),
          run.started().toEpochMilli());
    }
  }

  /** A run of the same application. */
  private record Neighbour(String id, boolean failed) {}

  /** From the run next to this one up to the first that did not fail, that one included. */
  private static List<Neighbour> neighbours(PreparedStatement side, Place run) throws SQLException {
    List<Neighbour> runs = new ArrayList<>();
    side.setString(1, run.application());
    side.setString(2, run.project());
    side.setString(3, run.cluster());
    side.setLong(4, run.started());
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
        justBefore;
        after) {
      // all of them, whatever becomes of the first
    }
  }
}

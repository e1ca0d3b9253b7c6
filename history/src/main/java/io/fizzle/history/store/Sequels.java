package io.fizzle.history.store;

import io.fizzle.application.Outcome;
import io.fizzle.history.ApplicationRun;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.Resolution;
import io.fizzle.history.RunRecord;
import io.fizzle.history.SolutionAttempt;
import io.fizzle.history.solution.Sequel;
import io.fizzle.history.store.Neighbours.Neighbour;
import io.fizzle.history.store.Neighbours.Place;
import io.fizzle.history.store.Neighbours.Side;
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
import java.util.function.BiPredicate;

/**
 * Looks at each new run beside those of its application before and after it, for what solved a
 * failure. Runs may be recorded in any order. Within the transaction of the recording.
 */
final class Sequels {
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
  private final Map<String, RunRecord> written;
  private final Neighbours neighbours;

  /**
   * Ready to look.
   *
   * @param written runs that this transaction wrote, by their ids: they are not read again
   */
  Sequels(Connection connection, Map<String, RunRecord> written) {
    this.connection = connection;
    this.written = Map.copyOf(written);
    this.neighbours = new Neighbours(connection);
  }

  /**
   * Looks at the runs with these numbers, first and last included. First it is found out which runs
   * matter, then all of them are read at once, and at last all that they tell is written at once.
   */
  void recognise(int first, int last) throws SQLException {
    Set<String> looked = new LinkedHashSet<>();
    List<Place> telling = telling(first, last);
    Map<String, List<Neighbour>> after = neighbours.of(Side.AFTER, telling);
    for (Place place : telling) {
      looked.add(place.id());
      after.getOrDefault(place.id(), List.of()).forEach(next -> looked.add(next.id()));
    }
    Known known = new Known();
    known.read(looked);
    known.look(Side.BEFORE, looked, Known::succeeded);
    known.look(Side.JUST_BEFORE, looked, (runs, id) -> !runs.succeeded(id));
    known.look(Side.BEFORE, looked, (runs, id) -> !runs.suffices(id));
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

  /** What is known of the runs that matter. */
  private final class Known {
    private final Map<String, RunRecord> runs = new HashMap<>(written);
    private final Map<String, List<Neighbour>> earlier = new HashMap<>();

    /** Reads those that are not known yet. */
    void read(Collection<String> ids) throws SQLException {
      List<String> missing = ids.stream().filter(id -> !runs.containsKey(id)).toList();
      runs.putAll(new RunReader(connection).brief(missing));
    }

    /** Looks for what was before those that ask for it, and reads it. */
    void look(Side side, Collection<String> ids, BiPredicate<Known, String> asks)
        throws SQLException {
      List<Place> places =
          ids.stream()
              .filter(id -> asks.test(this, id))
              .map(id -> Place.of(run(id).run()))
              .toList();
      Map<String, List<Neighbour>> found = neighbours.of(side, places);
      earlier.putAll(found);
      Set<String> there = new LinkedHashSet<>();
      found.values().forEach(some -> some.forEach(one -> there.add(one.id())));
      read(there);
    }

    boolean succeeded(String id) {
      return run(id).run().outcome() == Outcome.SUCCEEDED;
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
}

package io.fizzle.history.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What changed in applications near a time: image, version of Spark, configuration. */
final class Nearby {
  /** Names that are told of each kind. */
  private static final int MOST = 3;

  private final Observations seen;

  /** Runs of each application in their order, only where anything ever changed. */
  private final Map<String, List<RunLine>> byApplication = new TreeMap<>();

  private Nearby(Observations seen) {
    this.seen = seen;
    List<RunLine> sorted = new ArrayList<>(seen.runs());
    sorted.sort(Comparator.comparingLong(RunLine::started));
    sorted.forEach(
        run -> byApplication.computeIfAbsent(run.key(), key -> new ArrayList<>()).add(run));
  }

  /** Changes with what was near them; most histories have none. */
  static List<Change> told(
      List<Change> changes, Observations seen, Function<Turn, String> configuration) {
    if (changes.isEmpty()) {
      return List.of();
    }
    Nearby nearby = new Nearby(seen);
    return changes.stream()
        .map(change -> change.near(words(nearby.turns(change), configuration)))
        .toList();
  }

  /** Two runs of an application between which something changed. */
  record Turn(String application, RunLine before, RunLine after) {}

  /** The turns within two steps of the beginning of a change, in the applications it is about. */
  private List<Turn> turns(Change change) {
    long reach = 2 * seen.window().step().toMillis();
    long at = change.from().toEpochMilli();
    List<Turn> turns = new ArrayList<>();
    byApplication.forEach(
        (application, runs) -> {
          if (!concerns(change, runs.get(0))) {
            return;
          }
          for (int i = 1; i < runs.size(); i++) {
            RunLine before = runs.get(i - 1);
            RunLine after = runs.get(i);
            boolean near = Math.abs(after.started() - at) <= reach;
            if (near && !same(before, after)) {
              turns.add(new Turn(application, before, after));
            }
          }
        });
    turns.sort(Comparator.comparingLong(turn -> Math.abs(turn.after().started() - at)));
    return turns;
  }

  private static boolean concerns(Change change, RunLine run) {
    return switch (change.kind()) {
      case "application" -> run.key().equals(change.value());
      case "project" -> run.project().equals(change.value());
      default -> true;
    };
  }

  private static boolean same(RunLine one, RunLine other) {
    return one.image().equals(other.image())
        && one.sparkVersion().equals(other.sparkVersion())
        && one.configuration().equals(other.configuration());
  }

  /** In words; what happened in several applications is told once. */
  private static List<String> words(List<Turn> turns, Function<Turn, String> configuration) {
    Map<String, Integer> said = new LinkedHashMap<>();
    for (Turn turn : turns) {
      add(said, "image", turn.before().image(), turn.after().image());
      add(said, "Spark", turn.before().sparkVersion(), turn.after().sparkVersion());
      if (!turn.before().configuration().equals(turn.after().configuration())) {
        String what = configuration.apply(turn);
        if (!what.isEmpty()) {
          said.merge(what, 1, Integer::sum);
        }
      }
    }
    return said.entrySet().stream()
        .limit(MOST)
        .map(one -> one.getKey() + (one.getValue() > 1 ? " (" + one.getValue() + " times)" : ""))
        .toList();
  }

  private static void add(Map<String, Integer> said, String what, String before, String after) {
    if (!before.equals(after)) {
      said.merge(what + " " + shown(before) + " → " + shown(after), 1, Integer::sum);
    }
  }

  private static String shown(String value) {
    return value.isEmpty() ? "(none)" : value;
  }
}

package io.fizzle.history.risk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is known at a time, run by run in the order of their ends. Not thread-safe. */
final class Known {
  /** Runs of one application that its settings are compared over. */
  static final int MOST_COMPARED = 300;

  /** A tally that was last touched at a time. */
  private static final class Dated {
    private Tally tally = Tally.NONE;
    private long at;

    void add(boolean failed, long time) {
      tally = at(time).plus(1, failed, 1);
      at = Math.max(at, time);
    }

    Tally at(long time) {
      return tally.aged(Tally.weight(time - at));
    }
  }

  private static final class Own {
    final Dated all = new Dated();
    final Map<String, Dated> byVersion = new HashMap<>();
    final Deque<PastRun> latest = new ArrayDeque<>();
  }

  private final Map<String, Own> applications = new HashMap<>();
  private final Map<String, Dated> projects = new HashMap<>();
  private final Map<String, Dated> versions = new HashMap<>();
  private final Dated all = new Dated();

  void add(PastRun run) {
    Own own = applications.computeIfAbsent(run.key(), key -> new Own());
    List<Dated> counted =
        List.of(
            own.all,
            own.byVersion.computeIfAbsent(run.spark(), key -> new Dated()),
            projects.computeIfAbsent(run.project(), key -> new Dated()),
            versions.computeIfAbsent(run.spark(), key -> new Dated()),
            all);
    counted.forEach(one -> one.add(run.failed(), run.ended()));
    own.latest.addLast(run);
    if (own.latest.size() > MOST_COMPARED) {
      own.latest.removeFirst();
    }
  }

  /** Runs of this run's application that are known. */
  long runs(PastRun next) {
    Own own = applications.get(next.key());
    return own == null ? 0 : own.all.tally.runs();
  }

  /** The share of all runs that failed. */
  double baseRate(long time) {
    Tally now = all.at(time);
    return (now.failedWeight() + 0.5) / (now.weight() + 1);
  }

  Standing before(PastRun next) {
    long time = next.started();
    Own own = applications.getOrDefault(next.key(), new Own());
    Tally ownAll = own.all.at(time);
    Tally ownVersion = at(own.byVersion, next.spark(), time);
    List<PastRun> latest = new ArrayList<>(own.latest);
    Tally counted =
        Setting.telling(latest, next.knobs())
            .map(found -> like(latest, found, time))
            .orElse(ownAll);
    return new Standing(
        counted,
        at(projects, next.project(), time).without(ownAll),
        at(versions, next.spark(), time).without(ownVersion),
        all.at(time).without(ownAll));
  }

  /** The runs that had the setting. */
  static Tally like(List<PastRun> runs, Setting.Found found, long time) {
    Tally tally = Tally.NONE;
    for (PastRun run : runs) {
      if (found.holds(run)) {
        tally = tally.plus(1, run.failed(), Tally.weight(time - run.ended()));
      }
    }
    return tally;
  }

  private static Tally at(Map<String, Dated> tallies, String key, long time) {
    Dated dated = tallies.get(key);
    return dated == null ? Tally.NONE : dated.at(time);
  }
}

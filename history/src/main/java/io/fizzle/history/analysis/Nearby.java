package io.fizzle.history.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What changed in applications as failures began, and as they ended: image, version of Spark,
 * configuration.
 *
 * <p>A change explains a break only where the break may lie at it, as far as the runs about it
 * tell: what came when runs failed already did not make them fail, and what came before they failed
 * on did not heal them.
 */
final class Nearby {
  /** Names that are told of each kind. */
  private static final int MOST = 3;

  /** Half of chi-square's 99th percentile for one freedom: the interval in which a break lies. */
  private static final double MOST_DOUBT = 3.32;

  private final Observations seen;
  private final Observations.Bad bad;

  /** Places of the runs of each application in the order of their start. */
  private final Map<String, List<Integer>> byApplication = new TreeMap<>();

  private Nearby(Observations seen) {
    this.seen = seen;
    this.bad = seen.bad();
    List<Integer> sorted = new ArrayList<>();
    for (int i = 0; i < seen.runs().size(); i++) {
      sorted.add(i);
    }
    sorted.sort(Comparator.comparingLong(i -> seen.runs().get(i).started()));
    sorted.forEach(
        i ->
            byApplication
                .computeIfAbsent(seen.runs().get(i).key(), key -> new ArrayList<>())
                .add(i));
  }

  /** Changes with what was near them; most histories have none. */
  static List<Change> told(
      List<Change> changes, Observations seen, Function<Turn, String> configuration) {
    if (changes.isEmpty()) {
      return List.of();
    }
    Nearby nearby = new Nearby(seen);
    return changes.stream().map(change -> nearby.told(change, configuration)).toList();
  }

  private Change told(Change change, Function<Turn, String> configuration) {
    Instant until = change.until();
    return change.near(
        words(change, turns(change, change.from(), !change.better()), configuration),
        until == null ? List.of() : words(change, turns(change, until, false), configuration));
  }

  /** Two runs of an application between which something changed. */
  record Turn(String application, RunLine before, RunLine after) {}

  /**
   * A turn at which runs may have begun to go bad, or to go well.
   *
   * @param doubt how much less likely it lies here than where it lies best; a logarithm
   */
  private record Explaining(Turn turn, double doubt) {}

  /** The turns that may explain what began then, in the applications that it is about. */
  private List<Turn> turns(Change change, Instant at, boolean worse) {
    BitSet hits = hits(change);
    List<Explaining> explaining = new ArrayList<>();
    byApplication.forEach(
        (application, runs) -> {
          if (concerns(change, seen.runs().get(runs.get(0)))) {
            explaining.addAll(explaining(change, at, worse, runs, hits));
          }
        });
    explaining.sort(Comparator.comparingDouble(Explaining::doubt));
    return explaining.stream().map(Explaining::turn).toList();
  }

  private List<Explaining> explaining(
      Change change, Instant at, boolean worse, List<Integer> all, BitSet hits) {
    boolean ofCause = change.kind().equals("cause");
    List<Integer> runs = ofCause ? all : all.stream().filter(run -> bad.among().get(run)).toList();
    Rates rates = rates(change, runs, hits);
    if (!rates.differ()) {
      return List.of();
    }
    int first = place(runs, earliest(change, at));
    int end = place(runs, latest(change, at));
    double[] doubts =
        doubts(
            runs.subList(first, end),
            hits,
            worse ? rates.low() : rates.high(),
            worse ? rates.high() : rates.low());
    List<Explaining> found = new ArrayList<>();
    for (int i = Math.max(1, first); i < end; i++) {
      RunLine before = seen.runs().get(runs.get(i - 1));
      RunLine after = seen.runs().get(runs.get(i));
      double doubt = doubts[i - first];
      if (doubt <= MOST_DOUBT && !same(before, after)) {
        found.add(new Explaining(new Turn(after.key(), before, after), doubt));
      }
    }
    return found;
  }

  private long earliest(Change change, Instant at) {
    long earliest = at.toEpochMilli() - reach();
    // before a spike began, nothing ended it
    return at.equals(change.from()) ? earliest : Math.max(earliest, change.from().toEpochMilli());
  }

  private long latest(Change change, Instant at) {
    long latest = at.toEpochMilli() + reach();
    return at.equals(change.from()) ? Math.min(latest, end(change)) : latest;
  }

  /** Breaks are dated to a step, and the scan may be off by another. */
  private long reach() {
    return 2 * seen.window().step().toMillis();
  }

  private long end(Change change) {
    Instant until = change.until() == null ? seen.window().until() : change.until();
    return until.toEpochMilli();
  }

  /** The place of the first of these runs that started at a time or later. */
  private int place(List<Integer> runs, long time) {
    int place = 0;
    while (place < runs.size() && seen.runs().get(runs.get(place)).started() < time) {
      place++;
    }
    return place;
  }

  /**
   * Shares of runs that go bad in the worse and in the better part of the time, each of half a run
   * more, so that none is certain.
   *
   * @param differ true where the application has a part in the change
   */
  private record Rates(double low, double high, boolean differ) {}

  private Rates rates(Change change, List<Integer> runs, BitSet hits) {
    double[] count = new double[2];
    double[] bads = new double[2];
    for (int run : runs) {
      long started = seen.runs().get(run).started();
      boolean within = started >= change.from().toEpochMilli() && started < end(change);
      int part = within == change.better() ? 0 : 1;
      count[part]++;
      bads[part] += hits.get(run) ? 1 : 0;
    }
    double low = (bads[0] + 0.5) / (count[0] + 1);
    double high = (bads[1] + 0.5) / (count[1] + 1);
    boolean alone = change.kind().equals("application");
    return new Rates(
        low, high, alone ? high > low : bads[1] > 1 && high >= Suspects.LEAST_TIMES * low);
  }

  /**
   * How much less likely the break lies before each of the runs, and after the last, than where it
   * lies best.
   *
   * @param before share of runs that go bad before the break
   * @param after likewise
   */
  private static double[] doubts(List<Integer> runs, BitSet hits, double before, double after) {
    double[] doubts = new double[runs.size() + 1];
    for (int i = 0; i < runs.size(); i++) {
      boolean hit = hits.get(runs.get(i));
      double gain = hit ? Math.log(before / after) : Math.log((1 - before) / (1 - after));
      doubts[i + 1] = doubts[i] - gain;
    }
    double least = Arrays.stream(doubts).min().orElse(0);
    return Arrays.stream(doubts).map(doubt -> doubt - least).toArray();
  }

  /** The places of the runs that are bad as the change counts them. */
  private BitSet hits(Change change) {
    if (!change.kind().equals("cause")) {
      return bad.runs();
    }
    BitSet hits = new BitSet();
    for (int i = 0; i < seen.events().size(); i++) {
      if (seen.runOf(i) >= 0 && seen.events().get(i).cause().equals(change.value())) {
        hits.set(seen.runOf(i));
      }
    }
    return hits;
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

  /** In words; what happened in several applications is told once, and first. */
  private static List<String> words(
      Change change, List<Turn> turns, Function<Turn, String> configuration) {
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
    boolean alone = change.kind().equals("application");
    return said.entrySet().stream()
        .sorted(Comparator.comparingInt(one -> alone ? 0 : -one.getValue()))
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

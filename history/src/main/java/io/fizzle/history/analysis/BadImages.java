package io.fizzle.history.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Images, or versions of Spark, whose runs go bad more often: are hit more often, or fail more
 * often, which losses that runs survive may hide.
 *
 * <p>An application that used several is compared with itself. Where all that used one used nothing
 * else, these applications are compared with the others, by how much applications differ anyway;
 * one such application accuses itself and no image.
 */
final class BadImages {
  private static final int FEWEST = 3;
  private static final int FEWEST_OTHERS = 5;
  private static final int CAUSES = 3;

  private final String kind;
  private final boolean died;
  private final Map<String, Map<String, long[]>> byApplication = new TreeMap<>();
  private final Map<String, Map<String, long[]>> byStep = new HashMap<>();
  private final Map<String, Counter> causes = new HashMap<>();
  private final Set<String> values = new TreeSet<>();

  private BadImages(
      String kind, Observations seen, Function<RunLine, String> property, Observations.Bad bad) {
    this.kind = kind;
    this.died = bad.died();
    for (int i = 0; i < seen.runs().size(); i++) {
      RunLine run = seen.runs().get(i);
      String value = property.apply(run);
      if (!value.isEmpty() && bad.among().get(i)) {
        values.add(value);
        int hit = bad.runs().get(i) ? 1 : 0;
        count(byApplication, run.key(), value, hit);
        count(byStep, value, run.key() + '\n' + seen.stepOf(i), hit);
      }
    }
    for (int i = 0; i < seen.events().size(); i++) {
      if (seen.runOf(i) >= 0 && (!died || seen.events().get(i).fatal())) {
        String value = property.apply(seen.runs().get(seen.runOf(i)));
        causes.computeIfAbsent(value, key -> new Counter()).add(seen.events().get(i).cause());
      }
    }
  }

  private static void count(
      Map<String, Map<String, long[]>> counts, String first, String second, int hit) {
    long[] cell =
        counts
            .computeIfAbsent(first, key -> new HashMap<>())
            .computeIfAbsent(second, key -> new long[2]);
    cell[0]++;
    cell[1] += hit;
  }

  /**
   * Those that stand out.
   *
   * @param kind what the property is called
   */
  static Suspects in(Observations seen, String kind, Function<RunLine, String> property) {
    List<Suspect> candidates = new ArrayList<>();
    int compared = 0;
    for (Observations.Bad bad : seen.views()) {
      BadImages images = new BadImages(kind, seen, property, bad);
      for (String value : images.values) {
        Comparison within = images.within(value);
        Comparison between = images.between(value);
        compared += (within == null ? 0 : 1) + (between == null ? 0 : 1);
        if (within != null && within.hits >= FEWEST) {
          candidates.add(images.suspect(value, within));
        }
        if (between != null && between.hits >= FEWEST) {
          candidates.add(images.suspect(value, between));
        }
      }
    }
    Suspects found = Suspects.of(candidates, compared);
    Set<String> named = new HashSet<>();
    return new Suspects(
        found.found().stream().filter(one -> named.add(one.value())).toList(), compared);
  }

  /** What a comparison came to. */
  private record Comparison(
      long hits,
      long runs,
      long otherHits,
      long otherRuns,
      double expected,
      double chance,
      String note) {}

  private Suspect suspect(String value, Comparison one) {
    return new Suspect(
        kind,
        value,
        one.hits,
        one.runs,
        one.otherHits,
        one.otherRuns,
        died ? "runs ended" : "runs",
        one.hits,
        one.expected,
        Suspect.times(one.hits, one.expected, one.runs, one.otherRuns),
        one.chance,
        causes.getOrDefault(value, new Counter()).most(CAUSES),
        one.note);
  }

  /** With the other values of the same applications; null where none has others. */
  private @Nullable Comparison within(String value) {
    long hits = 0;
    long runs = 0;
    long allHits = 0;
    long allRuns = 0;
    double expected = 0;
    double variance = 0;
    Map<String, Double> ownRates = new HashMap<>();
    for (Map.Entry<String, Map<String, long[]>> application : byApplication.entrySet()) {
      long[] own = application.getValue().get(value);
      if (own == null || application.getValue().size() < 2) {
        continue;
      }
      long n = 0;
      long k = 0;
      for (long[] cell : application.getValue().values()) {
        n += cell[0];
        k += cell[1];
      }
      double rate = (double) k / n;
      ownRates.put(application.getKey(), (double) own[1] / own[0]);
      hits += own[1];
      runs += own[0];
      allHits += k;
      allRuns += n;
      expected += own[0] * rate;
      variance += own[0] * rate * (1 - rate) * (n - own[0]) / Math.max(1.0, n - 1.0);
    }
    if (ownRates.isEmpty() || expected <= 0) {
      return null;
    }
    double chance =
        Math.max(
            Tail.ofEvents(hits, expected, variance),
            Tail.ofExcess(hits - expected, steps(value, ownRates)));
    return new Comparison(
        hits,
        runs,
        allHits - hits,
        allRuns - runs,
        // of the others' rate, as it is told
        runs * (double) (allHits - hits) / Math.max(1, allRuns - runs),
        chance,
        "against other runs of the same applications");
  }

  /** How each step of time departs from its application's rate: runs go bad in bursts. */
  private double[] steps(String value, Map<String, Double> rates) {
    List<Double> differences = new ArrayList<>();
    byStep
        .getOrDefault(value, Map.of())
        .forEach(
            (step, cell) -> {
              Double rate = rates.get(step.substring(0, step.indexOf('\n')));
              if (rate != null) {
                differences.add(cell[1] - cell[0] * rate);
              }
            });
    return differences.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** With other applications; null where too few there are, or only one uses it. */
  private @Nullable Comparison between(String value) {
    List<long[]> users = new ArrayList<>();
    List<long[]> others = new ArrayList<>();
    for (Map<String, long[]> application : byApplication.values()) {
      long[] own = application.get(value);
      if (own != null) {
        users.add(own);
      } else {
        long[] all = new long[2];
        application.values().forEach(cell -> sum(all, cell));
        others.add(all);
      }
    }
    if (users.size() < 2 || others.size() < FEWEST_OTHERS) {
      return null;
    }
    long[] using = new long[2];
    users.forEach(cell -> sum(using, cell));
    long[] rest = new long[2];
    others.forEach(cell -> sum(rest, cell));
    // half a hit more: of none, no rate could be told
    double rate = (rest[1] + 0.5) / (rest[0] + 1.0);
    users.remove(worst(users, rate));
    return new Comparison(
        using[1],
        using[0],
        rest[1],
        rest[0],
        using[0] * rate,
        chance(users, others, rate),
        users.size() + 1 + " applications with it against " + others.size() + " without");
  }

  /**
   * The application with the most bad runs beyond its share: without it the rest must still tell.
   */
  private static long[] worst(List<long[]> users, double rate) {
    return users.stream()
        .max(Comparator.comparingDouble(cell -> cell[1] - cell[0] * rate))
        .orElseThrow();
  }

  /** The chance of these among others, by how much the others differ among themselves. */
  private static double chance(List<long[]> users, List<long[]> others, double rate) {
    double variance = rate * (1 - rate);
    double rho = correlation(others, rate);
    double observed = 0;
    double runs = 0;
    double spread = 0;
    for (long[] cell : users) {
      observed += cell[1];
      runs += cell[0];
      spread += cell[0] * variance * (1 + (cell[0] - 1) * rho);
    }
    double all = 0;
    double uncertainty = 0;
    for (long[] cell : others) {
      all += cell[0];
      uncertainty += cell[0] * variance * (1 + (cell[0] - 1) * rho);
    }
    double share = runs / all;
    double t = (observed - runs * rate) / Math.sqrt(spread + share * share * uncertainty);
    // where applications do not differ, the number of bad runs itself is binomial
    return Math.max(
        Tail.ofEvents((long) observed, runs * rate, runs * variance),
        Tail.ofT(t, others.size() - 1.0));
  }

  /** How alike runs of one application are beyond their common rate: 0 not at all, 1 wholly. */
  private static double correlation(List<long[]> applications, double rate) {
    double chi = 0;
    double pairs = 0;
    for (long[] cell : applications) {
      double mean = cell[0] * rate;
      chi += (cell[1] - mean) * (cell[1] - mean) / (mean * (1 - rate));
      pairs += cell[0] - 1;
    }
    return pairs <= 0 ? 1 : Math.min(1, Math.max(0, (chi - (applications.size() - 1)) / pairs));
  }

  private static void sum(long[] into, long[] cell) {
    into[0] += cell[0];
    into[1] += cell[1];
  }
}

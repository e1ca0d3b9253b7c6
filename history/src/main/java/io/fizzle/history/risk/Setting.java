package io.fizzle.history.risk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.hipparchus.distribution.discrete.HypergeometricDistribution;
import org.jspecify.annotations.Nullable;

/**
 * A setting that tells runs that fail from those that do not, by the application's own history.
 *
 * @param key of Spark
 * @param value that the run is to have
 * @param side {@code or less}, {@code or more}, or empty where only exactly this value counts
 * @param failures with it
 * @param runs with it
 * @param otherFailures without
 * @param otherRuns without
 * @param chance of as much by chance, times the number of comparisons, 0 to 1
 */
public record Setting(
    String key,
    String value,
    String side,
    long failures,
    long runs,
    long otherFailures,
    long otherRuns,
    double chance) {
  /** What a history has to support at least, after Bonferroni's correction. */
  private static final double LEVEL = 0.05;

  /** Fewer runs tell nothing of a setting. */
  private static final int FEWEST = 3;

  /** A setting, and which runs had it. */
  record Found(Setting setting, long value) {
    boolean holds(PastRun run) {
      Long had = run.knobs().values().get(setting.key());
      return had != null && side(setting.side(), value).test(had);
    }
  }

  /**
   * The one that tells most.
   *
   * @param own earlier runs of the application
   * @param next what is about to run
   */
  static Optional<Found> telling(List<PastRun> own, Knobs next) {
    long failed = own.stream().filter(PastRun::failed).count();
    if (failed == 0 || failed == own.size()) {
      return Optional.empty();
    }
    Found best = null;
    int compared = 0;
    for (Map.Entry<String, Long> knob : next.values().entrySet()) {
      List<String> sides =
          Knobs.isOrdered(knob.getKey()) ? List.of("or less", "or more") : List.of("");
      for (String side : sides) {
        Found found = compare(own, knob.getKey(), knob.getValue(), side);
        if (found != null) {
          compared++;
          best = best == null || found.setting().chance < best.setting().chance ? found : best;
        }
      }
    }
    int tests = compared;
    return Optional.ofNullable(best)
        .map(found -> new Found(found.setting().among(tests), found.value()))
        .filter(found -> found.setting().chance() <= LEVEL);
  }

  /** Null where the runs do not differ in it, or none had this value. */
  private static @Nullable Found compare(List<PastRun> own, String key, long value, String side) {
    LongPredicate holds = side(side, value);
    long[] counts = new long[4];
    boolean exactly = false;
    for (PastRun run : own) {
      Long had = run.knobs().values().get(key);
      if (had != null) {
        exactly |= had == value;
        int at = holds.test(had) ? 0 : 2;
        counts[at] += run.failed() ? 1 : 0;
        counts[at + 1]++;
      }
    }
    if (!exactly || counts[1] < FEWEST || counts[3] < FEWEST) {
      return null;
    }
    double chance = fisher(counts[0], counts[1], counts[2], counts[3]);
    return new Found(
        new Setting(
            key, Knobs.words(key, value), side, counts[0], counts[1], counts[2], counts[3], chance),
        value);
  }

  private static LongPredicate side(String side, long value) {
    return switch (side) {
      case "or less" -> had -> had <= value;
      case "or more" -> had -> had >= value;
      default -> had -> had == value;
    };
  }

  /** Fisher's exact test, two-sided: the chance of a table as unlikely. */
  static double fisher(long failures, long runs, long otherFailures, long otherRuns) {
    long allFailures = failures + otherFailures;
    HypergeometricDistribution table =
        new HypergeometricDistribution((int) (runs + otherRuns), (int) allFailures, (int) runs);
    double seen = table.probability((int) failures);
    double sum = 0;
    for (long k = Math.max(0, allFailures - otherRuns); k <= Math.min(runs, allFailures); k++) {
      double one = table.probability((int) k);
      // as unlikely, but for rounding
      sum += one <= seen * (1 + 1e-7) ? one : 0;
    }
    return Math.min(1, sum);
  }

  private Setting among(int comparisons) {
    return new Setting(
        key,
        value,
        side,
        failures,
        runs,
        otherFailures,
        otherRuns,
        Math.min(1, chance * comparisons));
  }
}

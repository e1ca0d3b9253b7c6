package io.fizzle.history.risk;

import java.time.Duration;

/**
 * Runs and failed ones, counted plainly and by weight: a run counts half after {@link #HALF_LIFE}.
 *
 * @param runs that ended, succeeded or failed
 * @param failures of these
 * @param weight of all runs
 * @param failedWeight of those that failed
 */
public record Tally(long runs, long failures, double weight, double failedWeight) {
  /**
   * As for solutions: Spark, data and clusters change within a year or so, and what happened then
   * tells little now.
   */
  public static final Duration HALF_LIFE = Duration.ofDays(180);

  static final Tally NONE = new Tally(0, 0, 0, 0);

  /** The weight of a run after this many milliseconds, 0 to 1. */
  static double weight(long age) {
    return Math.pow(0.5, Math.max(0, age) / (double) HALF_LIFE.toMillis());
  }

  Tally plus(long count, boolean failed, double each) {
    double sum = count * each;
    return new Tally(
        runs + count,
        failures + (failed ? count : 0),
        weight + sum,
        failedWeight + (failed ? sum : 0));
  }

  /** The same when everything in it is older by this factor of weight. */
  Tally aged(double factor) {
    return new Tally(runs, failures, weight * factor, failedWeight * factor);
  }

  /** Without those of another, which are among these. */
  Tally without(Tally some) {
    return new Tally(
        runs - some.runs,
        failures - some.failures,
        Math.max(0, weight - some.weight),
        Math.max(0, failedWeight - some.failedWeight));
  }
}

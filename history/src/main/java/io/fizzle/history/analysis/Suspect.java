package io.fizzle.history.analysis;

import java.util.List;

/**
 * Something that failures share more than chance explains.
 *
 * @param kind a node, an image, a version of Spark or an hour: {@code hour}
 * @param hits failures of it
 * @param of what they are counted among: executors of a node, runs of an image, executor-hours of
 *     an hour
 * @param elsewhereHits the same for all others
 * @param elsewhereOf likewise
 * @param unit what {@code of} counts; {@code runs ended} where those that failed are counted
 * @param observed what the test counted
 * @param expected what it would have been without a difference
 * @param times how many times its rate is that of the others; where they have none, of half a one
 * @param chance of as much without a difference, before correction
 * @param causes of its failures, the most frequent first
 * @param note what else to know; may be empty
 */
public record Suspect(
    String kind,
    String value,
    long hits,
    long of,
    long elsewhereHits,
    long elsewhereOf,
    String unit,
    long observed,
    double expected,
    double times,
    double chance,
    List<String> causes,
    String note) {
  public Suspect {
    causes = List.copyOf(causes);
  }

  /** How many times what was expected of all alike, itself among them. */
  double excess() {
    return observed / expected;
  }

  /**
   * How many times the rate is that of the others.
   *
   * @param hits of what is accused
   * @param atOthersRate what it would have at the rate of the others
   * @param of what its hits are counted among
   * @param elsewhereOf the same of the others
   */
  static double times(long hits, double atOthersRate, double of, double elsewhereOf) {
    return hits / Math.max(atOthersRate, 0.5 * Math.max(1, of) / Math.max(1, elsewhereOf));
  }
}

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
 * @param unit what {@code of} counts
 * @param observed what the test counted
 * @param expected what it would have been without a difference
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
    double chance,
    List<String> causes,
    String note) {
  public Suspect {
    causes = List.copyOf(causes);
  }

  /** How many times its rate is the others'; not a number where nothing can be said. */
  public double times() {
    return observed / expected;
  }
}

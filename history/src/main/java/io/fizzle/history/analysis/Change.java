package io.fizzle.history.analysis;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time from which on, or in which, more or less went wrong than before.
 *
 * @param kind {@code all}, {@code project}, {@code application} or {@code cause}
 * @param value which one; empty for all
 * @param from when it began, as finely as runs are counted
 * @param until when it ended; null where it lasts
 * @param better true where less goes wrong
 * @param bad runs in that time that went bad
 * @param runs in that time
 * @param otherBad the same of the rest
 * @param chance of as much by chance, before correction
 * @param nearby what changed shortly before it began, the likeliest first
 * @param ended what changed shortly before it ended, likewise; empty where it lasts
 */
public record Change(
    String kind,
    String value,
    Instant from,
    @Nullable Instant until,
    boolean better,
    long bad,
    long runs,
    long otherBad,
    long otherRuns,
    double chance,
    List<String> nearby,
    List<String> ended) {
  public Change {
    nearby = List.copyOf(nearby);
    ended = List.copyOf(ended);
  }

  /** The same with what changed as it began, and as it ended. */
  Change near(List<String> beginning, List<String> end) {
    return new Change(
        kind, value, from, until, better, bad, runs, otherBad, otherRuns, chance, beginning, end);
  }

  /** How many times the rate of the rest; where the rest has none, of half a bad run. */
  public double times() {
    return (double) bad / runs / (Math.max(0.5, otherBad) / otherRuns);
  }
}

package io.fizzle.history.analysis;

import java.time.Instant;

/**
 * What a solution has proved.
 *
 * @param successes verified: the failure did not come back in a comparable run
 * @param attempts verified ones, successes and failures
 * @param atLeast lower bound of its success probability, older outcomes weighing less, 0 to 1
 * @param lastUsed the latest attempt
 */
public record Proven(
    String solution, long successes, long attempts, double atLeast, Instant lastUsed) {

  /** {@code 6 of 7, at least 49 %}. */
  public String words() {
    return Words.count(successes)
        + " of "
        + Words.count(attempts)
        + ", at least "
        + Words.percent(atLeast);
  }
}

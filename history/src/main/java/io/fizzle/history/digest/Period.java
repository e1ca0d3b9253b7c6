package io.fizzle.history.digest;

import io.fizzle.history.analysis.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How much time a digest tells of. */
public enum Period {
  DAILY(1),
  WEEKLY(7);

  private final Duration length;

  Period(int days) {
    length = Duration.ofDays(days);
  }

  /**
   * The time that ends with the last full hour: digests that are sent at the same time of each day
   * leave nothing out between them and tell nothing twice.
   */
  public Window before(Instant now) {
    Instant end = now.truncatedTo(ChronoUnit.HOURS);
    return new Window(end.minus(length), end);
  }
}

package io.fizzle.lab;

import java.time.Duration;
import java.time.Instant;

/**
 * Tells a waiting person on standard error what the lab is doing, one line a step, with the time
 * since the start.
 */
public final class Progress {
  private final Instant start = Instant.now();

  /** One step. */
  public void step(String text) {
    Duration since = Duration.between(start, Instant.now());
    System.err.printf("[%3d:%02d] %s%n", since.toMinutes(), since.toSecondsPart(), text);
  }
}

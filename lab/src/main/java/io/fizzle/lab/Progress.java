package io.fizzle.lab;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** Tells a waiting person what the lab is doing, one line a step, with the time since the start. */
public final class Progress {
  private final PrintStream out;
  private final Instant start = Instant.now();

  public Progress(PrintStream out) {
    this.out = out;
  }

  public void step(String text) {
    Duration since = Duration.between(start, Instant.now());
    out.printf("[%3d:%02d] %s%n", since.toMinutes(), since.toSecondsPart(), text);
  }
}

package io.fizzle.history.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs for tests of an analysis, each of an hour, one after the other as they are added. */
final class Runs {
  private final Window window;
  private final List<RunLine> runs = new ArrayList<>();
  private final List<EventLine> events = new ArrayList<>();

  Runs(Instant from, int days) {
    this.window = new Window(from, from.plus(Duration.ofDays(days)));
  }

  /** How a run went. */
  enum Went {
    WELL,
    /** It lost an executor, and got through. */
    HURT,
    FAILED,
    UNKNOWN
  }

  Runs add(String application, Instant start, String image, String configuration, Went went) {
    long seq = runs.size();
    boolean failed = went == Went.FAILED;
    runs.add(
        new RunLine(
            seq,
            "sales",
            "sales/" + application,
            "4.1.1",
            image,
            start.toEpochMilli(),
            start.plus(Duration.ofHours(1)).toEpochMilli(),
            failed,
            went != Went.UNKNOWN,
            failed ? "heap-oom" : "healthy",
            2,
            4,
            16,
            failed ? 4 : 0,
            configuration));
    if (failed || went == Went.HURT) {
      events.add(
          new EventLine(
              seq,
              "executor-lost",
              failed ? "heap-oom" : "node-lost",
              failed,
              start.toEpochMilli() + 1,
              1,
              "open",
              0,
              List.of()));
    }
    return this;
  }

  Observations seen() {
    return new Observations(window, runs, events, Map.of());
  }
}

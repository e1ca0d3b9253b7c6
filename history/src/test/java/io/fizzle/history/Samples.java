package io.fizzle.history;

import io.fizzle.application.Outcome;
import io.fizzle.cause.Strength;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs for tests, changed where a test needs it. */
public final class Samples {
  /** Eight in the morning of a Monday. */
  public static final Instant START = Instant.parse("2026-11-02T08:00:00Z");

  private Samples() {}

  public static Origin origin(String project) {
    return new Origin("east", project, "billing");
  }

  /** A run of one hour with three executors on nodes 1 to 3 that succeeded. */
  public static RunRecord healthy(String id, String project, Instant start) {
    return new RunRecord(
        run(id, project, start, Outcome.SUCCEEDED, "healthy"), exposures(start, ""), List.of());
  }

  /** The same, and it died of the loss of executor 1 on node-1, out of heap. */
  public static RunRecord failed(String id, String project, Instant start) {
    String failure = "f" + id.substring(1);
    return new RunRecord(
        run(id, project, start, Outcome.FAILED, "heap-oom"),
        exposures(start, failure),
        List.of(failure(failure, id, project, start.plus(Duration.ofMinutes(30)))));
  }

  public static ApplicationRun run(
      String id, String project, Instant start, Outcome outcome, String cause) {
    return new ApplicationRun(
        id,
        origin(project),
        new Program("invoices", "4.1.1", "spark:7"),
        "app-" + id,
        0,
        "kubernetes",
        start,
        start.plus(Duration.ofHours(1)),
        outcome,
        cause,
        0.97,
        new Resources(2, 4L << 30, 1L << 30),
        new Use(3, 6, 12, outcome == Outcome.FAILED ? 6 : 0, 1L << 30, 200),
        Map.of("spark.executor.memory", "4g", "spark.sql.shuffle.partitions", "200"),
        true,
        1_000,
        start.plus(Duration.ofHours(2)));
  }

  private static List<Exposure> exposures(Instant start, String failureOfFirst) {
    List<Exposure> exposures = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      boolean taken = i == 1 && !failureOfFirst.isEmpty();
      exposures.add(
          new Exposure(
              String.valueOf(i),
              "node-" + i,
              start,
              start.plus(Duration.ofMinutes(taken ? 30 : 60)),
              2,
              taken ? failureOfFirst : ""));
    }
    return exposures;
  }

  public static FailureEvent failure(String id, String run, String project, Instant at) {
    return new FailureEvent(
        id,
        run,
        origin(project),
        new Program("invoices", "4.1.1", "spark:7"),
        "executor-lost",
        "heap-oom",
        0.97,
        true,
        "stage 2",
        at,
        "HEAP_SPACE java.lang.OutOfMemoryError: Java heap space",
        "Executor 1 on node-1 ran out of Java heap",
        1,
        List.of(new Victim("1", "node-1", "invoices-exec-1")),
        1.5,
        List.of(
            new Excerpt(
                "driver.log", 83, at, "java.lang.OutOfMemoryError: Java heap space", "it threw")),
        List.of(new Candidate("heap-oom", 0.97, Map.of(Strength.PROOF, 1, Strength.HINT, -1))),
        Resolution.NONE);
  }
}

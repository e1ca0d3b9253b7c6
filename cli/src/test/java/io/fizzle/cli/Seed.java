package io.fizzle.cli;

import io.fizzle.application.Outcome;
import io.fizzle.cause.Strength;
import io.fizzle.history.Access;
import io.fizzle.history.ApplicationRun;
import io.fizzle.history.Candidate;
import io.fizzle.history.Excerpt;
import io.fizzle.history.Exposure;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.History;
import io.fizzle.history.Origin;
import io.fizzle.history.Program;
import io.fizzle.history.Resolution;
import io.fizzle.history.Resources;
import io.fizzle.history.RunRecord;
import io.fizzle.history.Use;
import io.fizzle.history.Victim;
import io.fizzle.history.store.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs that a test knows, in a history of its own. Each takes an hour, two executors, four cores.
 */
final class Seed {
  /** A Monday. */
  static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");

  private final List<RunRecord> runs = new ArrayList<>();

  /** A run that succeeded. */
  Seed healthy(String project, String application, Instant start, String memory) {
    return run(project, application, start, memory, "");
  }

  /** A run that died of the loss of an executor on node-1. */
  Seed failed(String project, String application, Instant start, String memory, String cause) {
    return run(project, application, start, memory, cause);
  }

  /** A small history of one week: project sales with a failure that was fixed, and research. */
  static Seed week() {
    Seed seed = new Seed();
    for (int day = 0; day < 6; day++) {
      seed.healthy("sales", "reports", at(day, 6), "4g");
    }
    seed.healthy("sales", "invoices", at(0, 8), "4g");
    seed.failed("sales", "invoices", at(1, 8), "4g", "heap-oom");
    seed.failed("sales", "invoices", at(2, 8), "4g", "heap-oom");
    seed.healthy("sales", "invoices", at(3, 8), "8g");
    seed.failed("research", "genome", at(2, 12), "4g", "disk-full");
    return seed;
  }

  static Instant at(int day, int hour) {
    return MONDAY.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour));
  }

  private Seed run(String project, String application, Instant start, String memory, String cause) {
    boolean failed = !cause.isEmpty();
    String number = String.format("%03d", runs.size());
    Program program = new Program(application, "4.1.1", "spark:7");
    Origin origin = new Origin("east", project, "data");
    String failure = "f" + number;
    ApplicationRun run =
        new ApplicationRun(
            "r" + number,
            origin,
            program,
            "app-" + number,
            0,
            "kubernetes",
            start,
            start.plus(Duration.ofHours(1)),
            failed ? Outcome.FAILED : Outcome.SUCCEEDED,
            failed ? cause : "healthy",
            0.97,
            new Resources(2, 4L << 30, 1L << 30),
            new Use(2, 4, 16, failed ? 4 : 0, 1L << 30, 200),
            Map.of("spark.executor.memory", memory),
            true,
            1_000,
            start.plus(Duration.ofHours(2)));
    List<Exposure> exposures = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      boolean taken = failed && i == 1;
      exposures.add(
          new Exposure(
              String.valueOf(i),
              "node-" + i,
              start,
              start.plus(Duration.ofMinutes(taken ? 30 : 60)),
              2,
              taken ? failure : ""));
    }
    runs.add(
        new RunRecord(run, exposures, failed ? List.of(failure(failure, run, cause)) : List.of()));
    return this;
  }

  private static FailureEvent failure(String id, ApplicationRun run, String cause) {
    Instant at = run.started().plus(Duration.ofMinutes(30));
    return new FailureEvent(
        id,
        run.id(),
        run.origin(),
        run.program(),
        "executor-lost",
        cause,
        0.97,
        true,
        "stage 2",
        at,
        "signature of " + cause,
        "Executor 1 on node-1 was lost: " + cause,
        1,
        List.of(new Victim("1", "node-1", "")),
        4,
        List.of(new Excerpt("driver.log", 83, at, "Lost executor 1: " + cause, "it says so")),
        List.of(new Candidate(cause, 0.97, Map.of(Strength.PROOF, 1))),
        Resolution.NONE);
  }

  /** Writes them, and gives the history's place. */
  String write(Path folder) {
    String place = folder.resolve("history.db").toString();
    try (History history = Stores.open(place)) {
      history.record(runs);
    }
    return place;
  }

  /** The ids of failures of a cause. */
  static List<String> failures(String place, String cause) {
    List<String> ids = new ArrayList<>();
    try (History history = Stores.open(place)) {
      history.failures(
          Access.everything(),
          io.fizzle.history.Filter.ALL.with(io.fizzle.history.Filter.Field.CAUSE, cause),
          failure -> ids.add(failure.id()));
    }
    return ids.stream().sorted().toList();
  }
}

package io.fizzle.cause.finding;

import io.fizzle.application.Application;
import io.fizzle.application.StageProfile;
import io.fizzle.cause.Argument;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.cause.finding.Finding.Severity;
import io.fizzle.evidence.Evidence;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Tasks spent much of their time stopped by garbage collection, without failing of it. */
final class GcPressure implements FindingRule {
  private static final String ID = "gc-pressure";

  /**
   * Dr. Elephant's executor GC ratio: severe from 15 %, critical from 20 % (ExecutorGcHeuristic).
   */
  private static final double MEDIUM = 0.15;

  private static final double HIGH = 0.30;

  /** Below this the ratio is made of start-up. */
  private static final Duration LEAST_TIME = Duration.ofSeconds(5);

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Much time in GC";
  }

  @Override
  public Page page() {
    return new Page(
        "Tasks allocate faster or keep more than the heap takes easily, so that the JVM collects"
            + " garbage for a large part of the time in which it should compute.",
        "GC took at least 15 % of all task time in the event log; from 30 % on the finding is"
            + " grave.",
        "A reason for a failure by itself: an application can spend a third of its time in GC and"
            + " end well. Stopped heartbeats (`gc-stall`) and memory errors (`gc-overhead-oom`) are"
            + " told apart.",
        "Another collector before a look at what is kept: caches, large rows, too many tasks for"
            + " the heap.");
  }

  @Override
  public List<Finding> find(Application application) {
    long run = application.stages().stream().mapToLong(StageProfile::runMillis).sum();
    long gc = application.stages().stream().mapToLong(StageProfile::gcMillis).sum();
    double share = run == 0 ? 0 : gc / (double) run;
    if (share < MEDIUM || gc < LEAST_TIME.toMillis()) {
      return List.of();
    }
    StageProfile worst =
        application.stages().stream()
            .max(Comparator.comparingLong(StageProfile::gcMillis))
            .orElseThrow();
    Evidence evidence =
        worst.evidence() != null ? worst.evidence() : worst.duration().maxEvidence();
    if (evidence == null) {
      return List.of();
    }
    String says =
        "GC took "
            + Numbers.duration(Duration.ofMillis(gc))
            + " of "
            + Numbers.duration(Duration.ofMillis(run))
            + " task time ("
            + Numbers.percent(share)
            + "), most of it in "
            + Stages.name(worst);
    return List.of(
        new Finding(
            ID,
            share >= HIGH ? Severity.HIGH : Severity.MEDIUM,
            "executors",
            List.of(new Argument(Strength.STRONG, evidence, says)),
            Numbers.percent(share) + " of all task time is spent in GC",
            List.of()));
  }
}

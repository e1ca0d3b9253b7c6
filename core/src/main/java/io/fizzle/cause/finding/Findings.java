package io.fizzle.cause.finding;

import io.fizzle.application.Application;
import io.fizzle.incident.Incident;
import java.util.Comparator;
import java.util.List;

/** All finding rules; adding one adds a line here. */
public final class Findings {
  private static final int MOST = 50;

  /** Of each kind the dearest: what the others have to learn, these teach. */
  private static final int MOST_OF_ONE = 5;

  private static final List<FindingRule> RULES =
      List.of(
          new CartesianJoin(),
          new DataSkew(),
          new DeepLineage(),
          new GcPressure(),
          new HiddenRetries(),
          new IdleCores(),
          new IoContention(),
          new LargeBroadcast(),
          new LargeClosure(),
          new LargeTask(),
          new LargeTaskBinary(),
          new LockContention(),
          new MemoryPressure(),
          new OverProvisioned(),
          new SchedulerDelay(),
          new SmallFiles(),
          new Spill(),
          new StragglerNode(),
          new StragglerTasks(),
          new TinyTasks(),
          new TooFewPartitions());

  /** Gravest first, then what costs most time, then most bytes. */
  private static final Comparator<Finding> DEAREST_FIRST =
      Comparator.comparing(Finding::severity)
          .thenComparingDouble((Finding finding) -> finding.cost().coreSeconds())
          .thenComparingLong(finding -> finding.cost().bytes())
          .reversed();

  private Findings() {}

  /** Every rule, sorted by class name. */
  public static List<FindingRule> rules() {
    return RULES;
  }

  /**
   * What costs, gravest and dearest first.
   *
   * @param incidents what needed explaining in the same run
   */
  public static List<Finding> find(
      Application application, Thresholds thresholds, List<Incident> incidents) {
    Run run = Run.of(application, thresholds, incidents);
    return RULES.stream()
        .flatMap(rule -> rule.find(run).stream().sorted(DEAREST_FIRST).limit(MOST_OF_ONE))
        .sorted(DEAREST_FIRST)
        .limit(MOST)
        .toList();
  }
}

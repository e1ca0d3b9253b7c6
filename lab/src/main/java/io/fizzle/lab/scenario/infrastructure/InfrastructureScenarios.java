package io.fizzle.lab.scenario.infrastructure;

import io.fizzle.lab.scenario.Scenario;
import java.util.List;

/** What surrounds the program: machines, the start of executors, native code, scheduling. */
public final class InfrastructureScenarios {
  private InfrastructureScenarios() {}

  public static List<Scenario> all() {
    return List.of(
        Decommission.scenario(),
        ExcludedEverywhere.scenario(),
        ExcludedNode.scenario(),
        ExecutorAgentMissing.scenario(),
        ExecutorJavaMissing.scenario(),
        ExecutorStartupCrash.scenario(),
        NativeCrash.scenario(),
        NodeLost.scenario(),
        Speculation.scenario());
  }
}

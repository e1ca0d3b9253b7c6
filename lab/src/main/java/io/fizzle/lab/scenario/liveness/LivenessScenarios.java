package io.fizzle.lab.scenario.liveness;

import io.fizzle.lab.scenario.Scenario;
import java.util.List;

/** Processes that die, freeze or fall silent without running out of memory. */
public final class LivenessScenarios {
  private LivenessScenarios() {}

  public static List<Scenario> all() {
    return List.of(
        DriverKilled.scenario(),
        DriverTerminated.scenario(),
        ExecutorSigstop.scenario(),
        ExecutorSigterm.scenario(),
        GcStallHeartbeat.scenario(),
        PlainSigkill.scenario());
  }
}

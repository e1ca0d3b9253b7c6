package io.fizzle.lab.scenario.healthy;

import io.fizzle.lab.scenario.Scenario;
import java.util.List;

/** Runs that end well, each of which looks like a failure to somebody in a hurry. */
public final class HealthyScenarios {
  private HealthyScenarios() {}

  public static List<Scenario> all() {
    return List.of(
        HealthyCaughtOom.scenario(),
        HealthyDynamicAllocation.scenario(),
        HealthyHighGc.scenario(),
        HealthyModerateGc.scenario(),
        HealthyMuchGarbage.scenario(),
        HealthyPlain.scenario(),
        HealthySlowInput.scenario());
  }
}

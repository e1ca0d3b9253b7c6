package io.fizzle.lab.scenario;

import io.fizzle.lab.LabException;
import io.fizzle.lab.Scenario;
import java.util.List;

/** The sorted list of all scenarios. */
public final class Scenarios {
  private Scenarios() {}

  public static List<Scenario> all() {
    return List.of(
        ExecutorHeapOom.scenario(),
        GcOverheadLimit.scenario(),
        GcStallHeartbeat.scenario(),
        HealthyMuchGarbage.scenario(),
        PlainSigkill.scenario());
  }

  /** The scenario of this name. */
  public static Scenario named(String name) {
    return all().stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new LabException("no scenario is called " + name));
  }
}

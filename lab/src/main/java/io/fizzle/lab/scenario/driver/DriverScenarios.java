package io.fizzle.lab.scenario.driver;

import io.fizzle.lab.scenario.Scenario;
import java.util.List;

/** What the driver cannot hold, send or wait for. */
public final class DriverScenarios {
  private DriverScenarios() {}

  public static List<Scenario> all() {
    return List.of(
        BroadcastTimeout.scenario(),
        BroadcastTooLarge.scenario(),
        CollectedTable.scenario(),
        ResultSize.scenario());
  }
}

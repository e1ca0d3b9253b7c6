package io.fizzle.lab.scenario.memory;

import io.fizzle.lab.scenario.Scenario;
import java.util.List;

/** Memory that runs out, in executors. */
public final class MemoryScenarios {
  private MemoryScenarios() {}

  public static List<Scenario> all() {
    return List.of(ExecutorHeapOom.scenario(), GcOverheadLimit.scenario());
  }
}

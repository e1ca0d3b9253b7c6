package io.fizzle.lab.scenario.memory;

import io.fizzle.lab.scenario.Scenario;
import java.util.List;

/** Memory that runs out, in executors. */
public final class MemoryScenarios {
  private MemoryScenarios() {}

  public static List<Scenario> all() {
    return List.of(
        ContainerLimit.scenario(),
        CrashOnMemoryError.scenario(),
        DirectMemoryLimit.scenario(),
        ExecutionMemory.scenario(),
        ExecutorHeapOom.scenario(),
        ExitOnMemoryError.scenario(),
        GcOverheadLimit.scenario(),
        HeapOomGroupBy.scenario(),
        HeapOomSmallObjects.scenario(),
        MaskedHeapOom.scenario(),
        MetaspaceLeak.scenario(),
        OffHeapGrowth.scenario(),
        ThreadLimit.scenario());
  }
}

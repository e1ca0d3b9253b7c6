package io.fizzle.lab.scenario.size;

import io.fizzle.lab.scenario.Scenario;
import java.util.List;

/** Data, tasks and lineages that are too large, too deep or unevenly spread. */
public final class SizeScenarios {
  private SizeScenarios() {}

  public static List<Scenario> all() {
    return List.of(
        DataSkew.scenario(),
        DeepLineageDriver.scenario(),
        DeepLineageExecutor.scenario(),
        DeepLineageSlow.scenario(),
        KryoBufferOverflow.scenario(),
        LargeClosure.scenario(),
        LargeTask.scenario(),
        RpcMessageTooLarge.scenario(),
        SpillToDisk.scenario());
  }
}

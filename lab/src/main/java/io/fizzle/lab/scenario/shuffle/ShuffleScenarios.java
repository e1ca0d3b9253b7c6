package io.fizzle.lab.scenario.shuffle;

import io.fizzle.lab.scenario.Scenario;
import java.util.List;

/** Shuffle data that cannot be written, or is gone when it is needed. */
public final class ShuffleScenarios {
  private ShuffleScenarios() {}

  public static List<Scenario> all() {
    return List.of(
        DiskFull.scenario(), ExecutorKilledMidShuffle.scenario(), ShuffleFilesLost.scenario());
  }
}

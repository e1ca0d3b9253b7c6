package io.fizzle.lab.run;

import io.fizzle.lab.scenario.Proof;
import io.fizzle.lab.scenario.Trial;
import java.util.List;

/**
 * A finished run.
 *
 * @param recording what it left behind, in a folder that goes with the lab's other runs
 * @param driverExit the driver's exit status
 * @param seconds from submission to the driver's end
 * @param peakBytes what driver and executors had resident at most, together
 * @param proofs what the evidence shows of what it should
 */
public record Run(
    Trial trial,
    Recording recording,
    int driverExit,
    double seconds,
    long peakBytes,
    List<Proof.Result> proofs) {
  public Run {
    proofs = List.copyOf(proofs);
  }

  /** Whether it shows what the scenario claims; else it counts as neither right nor wrong. */
  public boolean isReproduced() {
    return proofs.stream().allMatch(Proof.Result::holds);
  }
}

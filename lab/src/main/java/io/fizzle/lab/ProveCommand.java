package io.fizzle.lab;

import io.fizzle.lab.accuracy.FixSection;
import io.fizzle.lab.accuracy.Sections;
import io.fizzle.lab.fix.FixProof;
import io.fizzle.lab.fix.FixProofs;
import io.fizzle.lab.fix.Prover;
import io.fizzle.lab.scenario.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lab prove}. */
@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    description = {
      "Runs failing jobs, applies the remedy that Fizzle gives, exactly, and runs them again.",
      "Of the scenarios chosen only those are run that a change of configuration can fix. Exit code"
          + " 1: some job was not fixed."
    })
final class ProveCommand implements Callable<Integer> {
  /** A failing run and one with a remedy, which runs to the job's end. */
  private static final double RUNS = 2.5;

  @Mixin private Selection selection = new Selection();
  @Mixin private Place place = new Place();

  @Option(
      names = "--write",
      description = "Keep what comes of it in lab/fixes.json, for docs/accuracy.md.")
  private boolean write;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Trial> trials =
        selection.trials().stream().filter(trial -> trial.scenario().fixable()).toList();
    if (trials.isEmpty()) {
      throw new BadChoiceException("no change of Spark's configuration fixes any of these");
    }
    FixProofs kept = new FixProofs(Path.of("lab", "fixes.json"));
    List<FixProof> proofs = new ArrayList<>();
    place
        .workbench()
        .each(
            trials,
            RUNS,
            (trial, runner) -> {
              FixProof proof = new Prover(runner, place.progress()).prove(trial);
              proofs.add(proof);
              if (write) {
                kept.keep(proof);
              }
            });
    Sections table = new Sections();
    FixSection.write(table, proofs);
    place.out().print(table.text());
    return proofs.stream().allMatch(proof -> proof.isFixed() || !proof.failedBefore()) ? 0 : 1;
  }
}

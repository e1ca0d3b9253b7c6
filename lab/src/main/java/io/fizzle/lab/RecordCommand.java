package io.fizzle.lab;

import io.fizzle.lab.evidence.EvidenceArchive;
import io.fizzle.lab.run.Run;
import io.fizzle.lab.run.Runner;
import io.fizzle.lab.scenario.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lab record}. */
@Command(
    name = "record",
    mixinStandardHelpOptions = true,
    description =
        "Runs scenarios on real Spark and keeps their evidence and truth as case folders, in"
            + " place of older ones. Exit code 1: some could not be recorded.")
final class RecordCommand implements Callable<Integer> {
  private final List<String> missing = new ArrayList<>();

  @Mixin private Selection selection = new Selection();
  @Mixin private Place place = new Place();

  @Option(
      names = "--into",
      paramLabel = "FOLDER",
      defaultValue = "lab/cases",
      description = "Folder of the case folders (default: ${DEFAULT-VALUE}).")
  private Path into = Place.CASES;

  @Option(
      names = "--packed",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Keep the evidence as one zip file (default), or as a folder: --no-packed.")
  private boolean packed = true;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Workbench workbench = place.workbench();
    workbench.each(
        selection.trials(), 1, (trial, runner) -> one(trial, workbench.reproduce(trial, runner)));
    if (!missing.isEmpty()) {
      place.out().println("not recorded: " + String.join(", ", missing));
    }
    return missing.isEmpty() ? 0 : 1;
  }

  private void one(Trial trial, Optional<Run> reproduced) throws IOException {
    if (reproduced.isEmpty()) {
      missing.add(trial.name());
      return;
    }
    Run run = reproduced.get();
    Path target = into.resolve(trial.name());
    if (packed) {
      Files.createDirectories(target);
      EvidenceArchive.pack(run.recording().evidence().folder(), target.resolve("evidence.zip"));
      Files.copy(
          run.recording().truth(),
          target.resolve("truth.json"),
          StandardCopyOption.REPLACE_EXISTING);
    } else {
      Runner.keep(run, target);
    }
    Runner.discard(run);
    place.out().println("recorded in " + target);
  }
}

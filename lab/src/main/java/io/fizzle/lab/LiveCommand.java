package io.fizzle.lab;

import io.fizzle.lab.live.LivePage;
import io.fizzle.lab.live.LiveTrial;
import io.fizzle.lab.run.Recording;
import io.fizzle.lab.run.Run;
import io.fizzle.lab.run.Runner;
import io.fizzle.lab.scenario.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lab live}. */
@Command(
    name = "live",
    mixinStandardHelpOptions = true,
    description =
        "Runs scenarios with Fizzle's plugin inside Spark and measures what the driver's own log"
            + " says at the moment of each loss. Exit code 0.")
final class LiveCommand implements Callable<Integer> {
  private static final Path PAGE = Path.of("docs", "live-accuracy.md");

  private final List<LiveTrial> trials = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  @Mixin private Selection selection = new Selection();
  @Mixin private Place place = new Place();

  @Option(
      names = "--keep",
      paramLabel = "FOLDER",
      description = "Keep the evidence of every run in this folder.")
  private @Nullable Path keep;

  @Option(
      names = "--kept",
      paramLabel = "FOLDER",
      description = "Run nothing: measure what an earlier --keep left in this folder.")
  private @Nullable Path kept;

  @Option(names = "--write", description = "Write the page to docs/live-accuracy.md.")
  private boolean write;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (kept != null) {
      measure(kept);
    } else {
      Workbench workbench = place.workbenchWithPlugin();
      workbench.each(
          selection.trials(), 1, (trial, runner) -> one(trial, workbench.reproduce(trial, runner)));
    }
    place.out().println();
    place.out().print(LivePage.summary(trials));
    if (!missing.isEmpty()) {
      place.out().println("not reproduced: " + String.join(", ", missing));
    }
    if (write) {
      Files.writeString(PAGE, LivePage.of(trials));
      place.out().println("written: " + PAGE);
    }
    return 0;
  }

  private void measure(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path truth : files.filter(file -> file.endsWith("truth.json")).sorted().toList()) {
        Path recording = truth.resolveSibling("");
        String name = folder.relativize(truth).resolveSibling("").toString().replace('\\', '/');
        trials.add(LiveTrial.of(name, new Recording(recording)));
      }
    }
  }

  private void one(Trial trial, Optional<Run> reproduced) throws IOException {
    if (reproduced.isEmpty()) {
      missing.add(trial.name());
      return;
    }
    Run run = reproduced.get();
    LiveTrial measured = LiveTrial.of(trial.name(), run.recording());
    trials.add(measured);
    place
        .out()
        .print(LivePage.of(List.of(measured)).replaceAll("(?s).*## Losses\n\n.*?\n.*?\n", ""));
    if (keep != null) {
      Runner.keep(run, keep.resolve(trial.name()));
    }
    Runner.discard(run);
  }
}

package io.fizzle.lab;

import io.fizzle.lab.accuracy.AccuracyPage;
import io.fizzle.lab.accuracy.Sections;
import io.fizzle.lab.run.Run;
import io.fizzle.lab.run.Runner;
import io.fizzle.lab.scenario.Trial;
import io.fizzle.learning.Accuracy;
import io.fizzle.learning.Case;
import io.fizzle.learning.Entry;
import io.fizzle.learning.EvidenceSet;
import io.fizzle.learning.Score.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lab run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description =
        "Runs scenarios on real Spark, diagnoses what they leave behind, and scores the diagnoses.",
    footer = {
      "",
      "Exit codes: 0 every run that showed what it should was diagnosed rightly, and at least nine"
          + " of ten did; 1 a diagnosis was wrong, or too few runs showed what they should;"
          + " 2 bad usage."
    })
final class RunCommand implements Callable<Integer> {
  private static final double LEAST_REPRODUCED = 0.9;

  private final Accuracy accuracy = new Accuracy();
  private final List<String> missing = new ArrayList<>();

  @Mixin private Selection selection = new Selection();
  @Mixin private Place place = new Place();

  @Option(
      names = "--keep",
      paramLabel = "FOLDER",
      description = "Keep the evidence of every run in this folder.")
  private @Nullable Path keep;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write the accuracy of these runs to this file, as Markdown.")
  private @Nullable Path report;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Trial> trials = selection.trials();
    Workbench workbench = place.workbench();
    workbench.each(trials, 1, (trial, runner) -> one(trial, workbench.reproduce(trial, runner)));
    summary(trials.size());
    if (report != null) {
      Files.writeString(report, AccuracyPage.ofLab(accuracy, List.of()));
    }
    boolean wrong =
        accuracy.of(EvidenceSet.ALL).stream().anyMatch(entry -> entry.score().mark() != Mark.RIGHT)
            || accuracy.every().stream().anyMatch(Entry::isWrongWithConfidence);
    boolean few = trials.size() - missing.size() < LEAST_REPRODUCED * trials.size();
    return wrong || few ? 1 : 0;
  }

  private void one(Trial trial, Optional<Run> reproduced) throws IOException {
    if (reproduced.isEmpty()) {
      missing.add(trial.name());
      place.out().println("%-52s not reproduced".formatted(trial.name()));
      return;
    }
    Run run = reproduced.get();
    Map<EvidenceSet, Entry> entries =
        accuracy.add(
            new Case(
                trial.name(),
                trial.scenario().name(),
                run.recording().evidence().folder(),
                trial.scenario().truth()));
    StringBuilder line = new StringBuilder();
    entries.forEach((set, entry) -> line.append(text(set, entry)));
    place.out().println("%-52s %3.0f s%s".formatted(trial.name(), run.seconds(), line));
    if (keep != null) {
      Runner.keep(run, keep.resolve(trial.name()));
    }
    Runner.discard(run);
  }

  private static String text(EvidenceSet set, Entry entry) {
    String said = "%s %.2f".formatted(entry.said().label(), entry.said().confidence());
    String mark =
        switch (entry.score().mark()) {
          case RIGHT -> "";
          case OPEN -> set == EvidenceSet.ALL ? " OPEN: " + entry.score().remark() : " (open)";
          case WRONG -> " WRONG: " + entry.score().remark();
        };
    return "%n    %-45s %s%s".formatted(set.title(), said, mark);
  }

  private void summary(int trials) {
    Sections summary = new Sections();
    summary.summary(AccuracyPage.summaries(accuracy));
    place.out().println();
    place.out().print(summary.text());
    place
        .out()
        .printf(
            "%n%d of %d trials reproduced%s%n",
            trials - missing.size(),
            trials,
            missing.isEmpty() ? "" : "; not: " + String.join(", ", missing));
  }
}

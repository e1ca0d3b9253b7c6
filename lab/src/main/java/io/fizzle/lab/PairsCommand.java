package io.fizzle.lab;

import io.fizzle.comparison.Comparison;
import io.fizzle.lab.evidence.EvidenceArchive;
import io.fizzle.lab.pair.Pair;
import io.fizzle.lab.pair.Pairs;
import io.fizzle.lab.run.Run;
import io.fizzle.lab.run.Runner;
import io.fizzle.lab.scenario.Trial;
import io.fizzle.report.ComparisonText;
import io.fizzle.report.Ink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab pairs}. */
@Command(
    name = "pairs",
    mixinStandardHelpOptions = true,
    description = {
      "Runs programs twice on real Spark, with one thing changed, keeps the evidence of both runs"
          + " in place of older ones, and checks that a comparison names that change. Run times"
          + " mean something on an idle machine only.",
      "Exit code 1: some comparison does not say what it must."
    })
final class PairsCommand implements Callable<Integer> {
  private static final int WIDTH = 100;

  @Mixin private Place place = new Place();

  @Parameters(paramLabel = "NAME", arity = "0..*", description = "Pairs to run (default: all).")
  private List<String> names = List.of();

  @Option(
      names = "--into",
      paramLabel = "FOLDER",
      defaultValue = "lab/pairs",
      description = "Folder of the evidence (default: ${DEFAULT-VALUE}).")
  private Path into = Place.PAIRS;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Pair> pairs =
        names.isEmpty() ? Pairs.all() : names.stream().distinct().map(Pairs::named).toList();
    Workbench workbench = place.workbench();
    List<Path> missing = new ArrayList<>();
    List<Trial> trials =
        pairs.stream().flatMap(pair -> Stream.of(pair.before(), pair.after())).toList();
    // in the order of the trials: those of a pair may be equal
    Iterator<Path> targets =
        pairs.stream().flatMap(pair -> Stream.of(pair.before(into), pair.after(into))).iterator();
    workbench.each(
        trials,
        1,
        (trial, runner) -> {
          Path target = targets.next();
          if (!keep(trial, runner, target)) {
            missing.add(target);
          }
        });
    int wrong = 0;
    for (Pair pair : pairs) {
      boolean complete =
          Stream.of(pair.before(into), pair.after(into)).noneMatch(missing::contains);
      wrong += complete && isRight(pair) ? 0 : 1;
    }
    missing.forEach(file -> place.out().println("not recorded: " + file));
    return wrong == 0 ? 0 : 1;
  }

  private static boolean keep(Trial trial, Runner runner, Path target)
      throws IOException, InterruptedException {
    Run run = runner.run(trial);
    boolean reproduced = run.isReproduced();
    if (reproduced) {
      Files.createDirectories(target.resolveSibling(""));
      EvidenceArchive.pack(run.recording().evidence().folder(), target);
    }
    Runner.discard(run);
    return reproduced;
  }

  private boolean isRight(Pair pair) {
    Comparison comparison = pair.compare(into);
    List<String> complaints = pair.expected().complaints(comparison);
    place.out().println("\n=== " + pair.name() + ": " + pair.title());
    place.out().println(new ComparisonText(WIDTH, Ink.PLAIN).render(comparison));
    place.out().println(complaints.isEmpty() ? "right" : "WRONG: " + String.join("; ", complaints));
    return complaints.isEmpty();
  }
}

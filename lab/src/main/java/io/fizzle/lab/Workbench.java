package io.fizzle.lab;

import io.fizzle.lab.run.Clusters;
import io.fizzle.lab.run.Run;
import io.fizzle.lab.run.Runner;
import io.fizzle.lab.scenario.Trial;
import io.fizzle.lab.spark.SparkDistribution;
import io.fizzle.lab.spark.SparkVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs trials in a row, with progress; what went wrong with one does not keep the others back. */
final class Workbench {
  private final Path cache;
  private final Path runs;
  private final @Nullable Path plugin;
  private final Progress progress;
  private final Estimates estimates;

  /** What is done with each trial. */
  @FunctionalInterface
  interface Work {
    void on(Trial trial, Runner runner) throws IOException, InterruptedException;
  }

  /**
   * @param cache for Spark; null: the user's cache folder
   * @param runs for the runs; null: in the cache
   * @param plugin the jar of Fizzle inside Spark; null to run without it
   */
  Workbench(
      @Nullable Path cache,
      @Nullable Path runs,
      @Nullable Path plugin,
      Progress progress,
      Estimates estimates) {
    this.cache = (cache == null ? SparkDistribution.defaultCache() : cache).toAbsolutePath();
    this.runs = runs == null ? this.cache.resolve("runs") : runs.toAbsolutePath();
    this.plugin = plugin;
    this.progress = progress;
    this.estimates = estimates;
  }

  void each(List<Trial> trials, double times, Work work) throws IOException, InterruptedException {
    progress.step(
        "%d trials, about %s"
            .formatted(trials.size(), Estimates.words(times * estimates.seconds(trials))));
    try (Clusters clusters = new Clusters(cache, runs, plugin, progress)) {
      // what cannot be fetched or prepared ends the command, before anything runs
      for (SparkVersion version :
          trials.stream().map(trial -> trial.variant().spark()).distinct().toList()) {
        clusters.prepare(version);
      }
      Runner runner = new Runner(clusters, progress);
      for (int index = 0; index < trials.size(); index++) {
        Trial trial = trials.get(index);
        progress.step(
            "%d of %d  %s  (about %s left)"
                .formatted(
                    index + 1,
                    trials.size(),
                    trial.name(),
                    Estimates.words(
                        times * estimates.seconds(trials.subList(index, trials.size())))));
        work.on(trial, runner);
      }
    }
  }

  /** A run that shows what it should, at the first or second try; empty where neither does. */
  Optional<Run> reproduce(Trial trial, Runner runner) throws IOException, InterruptedException {
    for (int attempt = 1; attempt <= 2; attempt++) {
      try {
        Run run = runner.run(trial);
        if (run.isReproduced()) {
          return Optional.of(run);
        }
        run.proofs().stream()
            .filter(proof -> !proof.holds())
            .forEach(
                proof ->
                    progress.step(
                        "  not shown: %s (%d in %s)"
                            .formatted(proof.claim(), proof.hits(), proof.files())));
        Runner.discard(run);
      } catch (LabException failed) {
        progress.step("  " + failed.getMessage());
      }
    }
    return Optional.empty();
  }
}

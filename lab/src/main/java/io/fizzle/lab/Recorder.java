package io.fizzle.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Runs a scenario on a cluster of its own and keeps the recording where all proofs hold. */
final class Recorder {
  private final Path cache;
  private final Progress progress;

  /**
   * @param cache where Spark and the runs live, on a disk with some gigabytes free
   */
  Recorder(Path cache, Progress progress) {
    this.cache = cache;
    this.progress = progress;
  }

  /**
   * Records the scenario.
   *
   * @param target the recording's folder; an older recording there is replaced
   */
  Recording record(Scenario scenario, Path target) throws IOException, InterruptedException {
    SparkDistribution spark = SparkDistribution.fetch(scenario.spark(), cache, progress);
    RunFolder run = RunFolder.create(cache.resolve("runs"));
    progress.step(scenario.name() + ": " + scenario.title());
    Instant start = Instant.now();
    int driverExit = run(scenario, spark, run);
    long seconds = Duration.between(start, Instant.now()).toSeconds();
    progress.step("application ended after " + seconds + " s, driver's status " + driverExit);

    Recording fresh = new Recording(run.root().resolve("recording"));
    fresh.collect(run, scenario.workers(), new Sanitiser(spark, run));
    List<Proof.Result> proofs = fresh.prove(scenario);
    fresh.label(scenario, driverExit, seconds, proofs);
    requireProofs(proofs, run);
    Recording kept = keep(fresh, target);
    run.delete();
    progress.step("recorded in " + target);
    return kept;
  }

  private int run(Scenario scenario, SparkDistribution spark, RunFolder run)
      throws IOException, InterruptedException {
    JavaCommand java = new JavaCommand(spark, run, WorkloadJar.build(spark, run.jars()));
    try (Cluster cluster = Cluster.start(java, scenario.workers())) {
      progress.step("cluster is up, application submitted");
      int driverExit = new Submission(scenario, java, cluster, progress).run();
      cluster.end();
      return driverExit;
    }
  }

  private void requireProofs(List<Proof.Result> proofs, RunFolder run) {
    for (Proof.Result proof : proofs) {
      progress.step(
          "%s %s (%d in %s)"
              .formatted(
                  proof.holds() ? "holds:" : "FAILS:", proof.claim(), proof.hits(), proof.files()));
    }
    if (!proofs.stream().allMatch(Proof.Result::holds)) {
      throw new LabException("the run does not show what it should; it is kept in " + run.root());
    }
  }

  private static Recording keep(Recording fresh, Path target) throws IOException {
    if (Files.exists(target)) {
      try (Stream<Path> old = Files.walk(target)) {
        for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    try (Stream<Path> files = Files.walk(fresh.folder())) {
      for (Path file : files.toList()) {
        Path copy = target.resolve(fresh.folder().relativize(file).toString());
        Files.createDirectories(Files.isDirectory(file) ? copy : copy.resolve("..").normalize());
        if (Files.isRegularFile(file)) {
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    return new Recording(target);
  }
}

package io.fizzle.lab.run;

import io.fizzle.lab.LabException;
import io.fizzle.lab.Progress;
import io.fizzle.lab.guest.MemoryCgroup;
import io.fizzle.lab.scenario.Proof;
import io.fizzle.lab.scenario.Trial;
import io.fizzle.lab.spark.Cluster;
import io.fizzle.lab.spark.SparkVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs trials, one after the other. */
public final class Runner {
  /** Executors notice within seconds that their driver is gone, unless they are stopped. */
  private static final Duration SETTLING = Duration.ofSeconds(12);

  private final Clusters clusters;
  private final Progress progress;

  public Runner(Clusters clusters, Progress progress) {
    this.clusters = clusters;
    this.progress = progress;
  }

  /** Runs a trial as it is. */
  public Run run(Trial trial) throws IOException, InterruptedException {
    return run(trial, Map.of());
  }

  /**
   * Runs a trial with other settings.
   *
   * @param changes properties to set instead of the trial's; an empty value takes the property out
   * @throws LabException where it could not be run to its end
   */
  public Run run(Trial trial, Map<String, String> changes)
      throws IOException, InterruptedException {
    if (trial.scenario().needsMemoryCgroup() && MemoryCgroup.available().parent().isEmpty()) {
      return new GuestTrials(clusters.cache(), clusters, progress).run(trial);
    }
    SparkVersion version = trial.variant().spark();
    Cluster cluster = clusters.cluster(version, trial.scenario().cluster());
    RunFolder folder = RunFolder.create(clusters.runs());
    Files.copy(clusters.workloads(version), folder.workloads());
    try (Containers containers = Containers.of(cluster.shape(), folder)) {
      return run(trial, changes, cluster, folder, containers);
    } catch (LabException failed) {
      clusters.discard();
      throw failed;
    }
  }

  private Run run(
      Trial trial,
      Map<String, String> changes,
      Cluster cluster,
      RunFolder folder,
      Containers containers)
      throws IOException, InterruptedException {
    Collection collection = new Collection(cluster, folder);
    List<String> quick = clusters.quick(trial.variant().spark());
    long start = System.nanoTime();
    Map<String, String> surroundings = new TreeMap<>(containers.properties());
    clusters.plugin().ifPresent(plugin -> surroundings.putAll(recorded(plugin)));
    Submission.Ended ended =
        new Submission(trial, changes, surroundings, cluster, folder, quick, progress).submit();
    double seconds = (System.nanoTime() - start) / 1e9;
    cluster.settle(SETTLING);
    Recording recording = new Recording(folder.root().resolve("recording"));
    collection.into(recording.evidence().folder());
    containers.save(recording.evidence().folder(), collection.sanitiser());
    List<Proof.Result> proofs = recording.prove(trial);
    recording.label(trial, ended, Math.round(seconds), proofs);
    return new Run(trial, recording, ended.driverExit(), seconds, ended.peakBytes(), proofs);
  }

  /** What switches Fizzle's plugin on: configuration alone. */
  private static Map<String, String> recorded(Path plugin) {
    return Map.of("spark.jars", plugin.toString(), "spark.plugins", "io.fizzle.spark.FizzlePlugin");
  }

  /** Keeps a recording in another place, instead of an older one there. */
  public static void keep(Run run, Path target) throws IOException {
    Folders.delete(target);
    Folders.copy(run.recording().folder(), target);
  }

  /** Throws away what a run left behind. */
  public static void discard(Run run) throws IOException {
    Folders.delete(run.recording().folder().resolve("..").normalize());
  }
}

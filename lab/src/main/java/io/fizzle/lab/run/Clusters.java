package io.fizzle.lab.run;

import io.fizzle.lab.Progress;
import io.fizzle.lab.spark.Cluster;
import io.fizzle.lab.spark.ClusterShape;
import io.fizzle.lab.spark.SharedClasses;
import io.fizzle.lab.spark.SparkDistribution;
import io.fizzle.lab.spark.SparkVersion;
import io.fizzle.lab.spark.WorkloadJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One cluster at a time, kept while the next run can use it; closing it leaves nothing behind. */
public final class Clusters implements AutoCloseable {
  private final Path cache;
  private final @Nullable Path plugin;
  private final Workspace workspace;
  private final Progress progress;
  private final Map<SparkVersion, Ready> ready = new EnumMap<>(SparkVersion.class);
  private @Nullable Cluster cluster;

  /** What a release needs before anything can run on it. */
  private record Ready(SparkDistribution spark, Path workloads, List<String> quick) {}

  /**
   * @param cache where Spark lives
   * @param runs where runs and clusters have their folders, on a disk with some gigabytes free
   * @param plugin the jar of Fizzle inside Spark, for all runs; null to run without it
   */
  public Clusters(Path cache, Path runs, @Nullable Path plugin, Progress progress)
      throws IOException {
    this.cache = cache;
    this.plugin = plugin;
    this.progress = progress;
    this.workspace = Workspace.claim(Files.createDirectories(runs));
  }

  /** Where Spark lives. */
  Path cache() {
    return cache;
  }

  /** The jar of Fizzle inside Spark; empty where runs go without it. */
  Optional<Path> plugin() {
    return Optional.ofNullable(plugin);
  }

  /** Where runs and clusters have their folders; gone when this is closed. */
  Path runs() {
    return workspace.folder();
  }

  /** A cluster of this release and shape on which nothing else runs. */
  Cluster cluster(SparkVersion version, ClusterShape shape)
      throws IOException, InterruptedException {
    Cluster current = cluster;
    if (current != null
        && current.isWhole()
        && current.spark().version() == version
        && current.shape().equals(shape)) {
      return current;
    }
    discard();
    Ready parts = ready(version);
    Cluster fresh = Cluster.start(parts.spark(), parts.quick(), shape, runs());
    cluster = fresh;
    return fresh;
  }

  /** Ends the current cluster: what ran on it may have left it in any state. */
  void discard() throws IOException {
    if (cluster != null) {
      cluster.close();
      Folders.delete(cluster.folder().root());
      cluster = null;
    }
  }

  /** Fetches a release where it is not there yet, and makes all that its runs need. */
  public void prepare(SparkVersion version) throws IOException, InterruptedException {
    ready(version);
  }

  /** The jar of workloads, compiled for this release. */
  Path workloads(SparkVersion version) throws IOException, InterruptedException {
    return ready(version).workloads();
  }

  /** JVM options that make a start on this release quick. */
  List<String> quick(SparkVersion version) throws IOException, InterruptedException {
    return ready(version).quick();
  }

  private Ready ready(SparkVersion version) throws IOException, InterruptedException {
    Ready known = ready.get(version);
    if (known == null) {
      SparkDistribution spark = SparkDistribution.fetch(version, cache, progress);
      Path jar = WorkloadJar.build(spark, Files.createTempDirectory(runs(), "jars-"));
      known = new Ready(spark, jar, SharedClasses.options(spark, jar, progress));
      ready.put(version, known);
    }
    return known;
  }

  @Override
  public void close() throws IOException {
    discard();
    workspace.close();
  }
}

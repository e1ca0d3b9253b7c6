package io.fizzle.bench;

import io.fizzle.lab.spark.ChildProcess;
import io.fizzle.lab.spark.Cluster;
import io.fizzle.lab.spark.ClusterShape;
import io.fizzle.lab.spark.JavaCommand;
import io.fizzle.lab.spark.SparkDistribution;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One processor with a cluster on it, where the job runs again and again. */
final class OverheadLane implements AutoCloseable {
  static final String JOB = "ShuffleLoad";
  private static final String JOB_ROUNDS = "10";
  private static final long LIMIT_MINUTES = 8;

  /** A JVM that sees one processor would take another collector than the usual one. */
  private static final String COLLECTOR = "-XX:+UseG1GC";

  private final String processor;
  private final Path folder;
  private final SparkDistribution spark;
  private final Cluster cluster;

  /** The job and the plugin's jar: there in every mode, so that only its use differs. */
  private final String classPath;

  private OverheadLane(
      String processor, Path folder, SparkDistribution spark, Cluster cluster, String classPath) {
    this.processor = processor;
    this.folder = folder;
    this.spark = spark;
    this.cluster = cluster;
    this.classPath = classPath;
  }

  static OverheadLane start(int processor, SparkDistribution spark, Path folder, String classPath)
      throws IOException, InterruptedException {
    Cluster cluster = Cluster.start(spark, List.of(), ClusterShape.STANDARD, folder);
    OverheadLane lane =
        new OverheadLane(Integer.toString(processor), folder, spark, cluster, classPath);
    for (int worker = 1; worker <= ClusterShape.STANDARD.workers(); worker++) {
      lane.hold(cluster.worker(worker).pid());
    }
    return lane;
  }

  /** On this processor, with all threads; executors inherit it from the worker that forks them. */
  private void hold(long process) throws IOException, InterruptedException {
    List<String> command = List.of("taskset", "-a", "-p", "-c", processor, Long.toString(process));
    Process taskset =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    if (taskset.waitFor() != 0) {
      throw new IOException("failed: " + String.join(" ", command));
    }
  }

  /**
   * @param mode without the plugin, or its verbosity
   */
  OverheadRun run(String mode) throws Exception {
    boolean on = !mode.equals(OverheadPair.CONTROL);
    Path work = Files.createTempDirectory(folder, "run-");
    JavaCommand java = new JavaCommand(spark, work, List.of(COLLECTOR));
    List<String> arguments = new ArrayList<>(conf(on ? mode : ""));
    arguments.addAll(List.of("--class", JOB, "spark-internal"));
    arguments.addAll(List.of(on ? "instrumented" : "plain", JOB_ROUNDS));
    List<String> command = new ArrayList<>(List.of("taskset", "-c", processor));
    command.addAll(java.main("org.apache.spark.deploy.SparkSubmit", "1g", List.of(), arguments));
    int place = command.indexOf("-cp") + 1;
    command.set(place, command.get(place) + File.pathSeparator + classPath);
    Path output = work.resolve("output");
    Path log = work.resolve("log");
    try (ChildProcess job =
        ChildProcess.start(command, java.environment("127.0.0.1"), work, log, output)) {
      job.handle().onExit().get(LIMIT_MINUTES, TimeUnit.MINUTES);
      if (job.exitStatus() != 0) {
        throw new IOException("the job failed, see " + log);
      }
    }
    cluster.settle(Duration.ofSeconds(20));
    return OverheadRun.measured(Files.readAllLines(output));
  }

  private List<String> conf(String verbosity) {
    List<String> conf =
        new ArrayList<>(
            List.of(
                "spark.master=" + cluster.url(),
                "spark.driver.host=127.0.0.1",
                "spark.ui.enabled=false",
                "spark.executor.memory=1g",
                "spark.executor.cores=1",
                "spark.executor.extraJavaOptions=" + COLLECTOR,
                "spark.sql.shuffle.partitions=8",
                "spark.executor.extraClassPath=" + classPath));
    if (!verbosity.isEmpty()) {
      conf.add("spark.plugins=io.fizzle.spark.FizzlePlugin");
      conf.add("spark.fizzle.verbosity=" + verbosity);
    }
    return conf.stream().flatMap(setting -> Stream.of("--conf", setting)).toList();
  }

  void end() throws InterruptedException {
    cluster.end();
  }

  @Override
  public void close() {
    cluster.close();
  }
}

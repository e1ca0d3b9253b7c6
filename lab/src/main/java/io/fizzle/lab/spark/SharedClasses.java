package io.fizzle.lab.spark;

import io.fizzle.lab.LabException;
import io.fizzle.lab.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A class-data-sharing archive of Spark's classes. With it, and without the JVM's second compiler,
 * a Spark process is up in a third of the time.
 */
public final class SharedClasses {
  /** The first compiler only; and no performance file, of which two namespaces would fight. */
  private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private SharedClasses() {}

  /**
   * JVM options that make a start quick, the archive made where it is not there yet.
   *
   * @param workloads the jar of workloads, of which one is run to load classes
   */
  public static List<String> options(SparkDistribution spark, Path workloads, Progress progress)
      throws IOException, InterruptedException {
    String java = System.getProperty("java.vm.version").replaceAll("[^\\w.]", "_");
    Path archive = spark.home().resolve("classes-" + java + ".jsa");
    if (!Files.exists(archive)) {
      progress.step("preparing a class archive of Spark " + spark.version().version());
      make(spark, workloads, archive);
    }
    return List.of(QUICK.get(0), QUICK.get(1), "-XX:SharedArchiveFile=" + archive);
  }

  private static void make(SparkDistribution spark, Path workloads, Path archive)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(spark.home(), "classes-");
    Path fresh = folder.resolve("fresh.jsa");
    JavaCommand java = new JavaCommand(spark, folder, QUICK);
    List<String> command =
        java.main(
            "org.apache.spark.deploy.SparkSubmit",
            "1g",
            List.of("-XX:ArchiveClassesAtExit=" + fresh),
            List.of("--class", "reports.Rehearsal", workloads.toString()));
    Path log = folder.resolve("log");
    try (ChildProcess process =
        ChildProcess.start(
            command, java.environment("127.0.0.1"), folder, log, folder.resolve("out"))) {
      Instant deadline = Instant.now().plus(LIMIT);
      while (process.isAlive() && Instant.now().isBefore(deadline)) {
        Thread.sleep(200);
      }
    }
    if (!Files.exists(fresh)) {
      throw new LabException("no class archive came of the rehearsal, see " + log);
    }
    Files.move(fresh, archive, StandardCopyOption.ATOMIC_MOVE);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}

package io.fizzle.lab.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fizzle.lab.Progress;
import io.fizzle.lab.plugin.PluginJob.Ended;
import io.fizzle.lab.plugin.PluginJob.Meanwhile;
import io.fizzle.lab.spark.Cluster;
import io.fizzle.lab.spark.ClusterShape;
import io.fizzle.lab.spark.SharedClasses;
import io.fizzle.lab.spark.SparkDistribution;
import io.fizzle.lab.spark.SparkVersion;
import io.fizzle.lab.spark.WorkloadJar;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever happens to the plugin, the job that it watches prints what it prints without it, ends
 * with the same exit code, and its log holds one warning.
 */
@EnabledIfSystemProperty(
    named = PluginJob.PLUGIN,
    matches = ".+",
    disabledReason = PluginJob.WHY_NOT)
class HarmlessnessTest {
  private static final String JOB = "BranchTotals";

  /** No exit code that Spark itself ends with. */
  private static final int EXIT = 23;

  private static final List<String> RESULT =
      List.of(
          "totals {0=99500, 1=99700, 2=99900, 3=100100, 4=100300}", "lost 1000", "query [[2997]]");

  @TempDir private static Path shared;
  @TempDir private Path folder;

  private static SparkDistribution spark;
  private static List<String> quick;
  private static Cluster cluster;

  @BeforeAll
  static void startCluster() throws IOException, InterruptedException {
    Progress progress = new Progress();
    spark =
        SparkDistribution.fetch(SparkVersion.SPARK_4_1, SparkDistribution.defaultCache(), progress);
    Path workloads = WorkloadJar.build(spark, Files.createDirectories(shared.resolve("jar")));
    quick = SharedClasses.options(spark, workloads, progress);
    cluster = Cluster.start(spark, quick, ClusterShape.STANDARD, shared);
  }

  @AfterAll
  static void endCluster() throws InterruptedException {
    if (cluster != null) {
      cluster.end();
      cluster.close();
    }
  }

  @Test
  void isQuietWhereNothingIsWrong() throws Exception {
    Ended ended = run(Map.of(), List.of(), nothing());

    assertUnharmed(ended);
    // the one that the job itself ends
    assertThat(ended.warnings()).containsOnlyKeys("driver");
    assertThat(ended.warnings().get("driver"))
        .singleElement()
        .asString()
        .contains("Fizzle: executor ", " lost: ");
  }

  @ParameterizedTest
  @CsvSource({
    "executor-throws, io/fizzle/spark/recorder/ExecutorRecorder.java",
    "driver-throws, io/fizzle/spark/driver/DriverRecorder.java",
    "parts-do-not-load, io/fizzle/spark/Components.java",
    "driver-does-not-answer, io/fizzle/spark/Components.java",
    "other-format-of-vitals, io/fizzle/read/vitals/VitalsRing.java",
    "no-diagnosis, io/fizzle/diagnosis/Diagnostician.java",
  })
  void survivesABrokenPartOfItself(String fault, String source) throws Exception {
    Path broken = job().compile("faults/" + fault + "/" + source);

    Ended ended = run(Map.of(), List.of(broken.toString()), nothing());

    assertUnharmed(ended);
    assertOneWarningInAProcess(ended);
  }

  @Test
  void survivesAFullDisk() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), "size=4k")) {
      assertUnharmedWithoutRing(disk, "cannot write the flight recording");
    }
  }

  @Test
  void survivesADirectoryThatCannotBeWritten() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), "ro")) {
      assertUnharmedWithoutRing(disk, "no writable folder for the flight recording");
    }
  }

  private void assertUnharmedWithoutRing(SmallDisk disk, String warning) throws Exception {
    Ended ended =
        run(Map.of("spark.fizzle.recorder.dir", disk.folder().toString()), List.of(), nothing());

    assertUnharmed(ended);
    ended
        .warnings()
        .values()
        .forEach(lines -> assertThat(lines).anyMatch(l -> l.contains(warning)));
    assertThat(withoutLoss(ended).values()).allSatisfy(lines -> assertThat(lines).hasSize(1));
    assertThat(ended.warnings()).containsKeys("driver", "executor 0", "executor 1");
  }

  @Test
  void survivesARecordingThatIsCutShortWhileItIsWritten() throws Exception {
    Path rings = Files.createDirectories(folder.resolve("rings"));

    Ended ended =
        run(
            Map.of("spark.fizzle.recorder.dir", rings.toString()),
            List.of(),
            driver -> truncateAll(rings, 3));

    assertUnharmed(ended);
    assertOneWarningInAProcess(ended);
  }

  /** Waits for so many recordings and leaves nothing of them. */
  private static void truncateAll(Path rings, int number) throws Exception {
    List<Path> files = List.of();
    for (int i = 0; i < 600 && files.size() < number; i++) {
      Thread.sleep(100);
      try (Stream<Path> list = Files.list(rings)) {
        files = list.toList();
      }
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(number);
    for (Path file : files) {
      FileChannel.open(file, StandardOpenOption.WRITE).truncate(0).close();
    }
  }

  @Test
  void survivesADriverThatStandsStillForHalfAMinute() throws Exception {
    Ended ended =
        run(
            Map.of(),
            List.of(),
            driver -> {
              awaitExecutors(2);
              signal(driver.handle().pid(), "STOP");
              Thread.sleep(30_000);
              signal(driver.handle().pid(), "CONT");
            });

    assertUnharmed(ended);
    assertThat(withoutLoss(ended)).isEmpty();
  }

  private static void awaitExecutors(int number) throws InterruptedException {
    for (int i = 0; i < 600 && cluster.executors().size() < number; i++) {
      Thread.sleep(100);
    }
    Thread.sleep(2_000);
  }

  private static void signal(long process, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process)).start().waitFor();
  }

  @Test
  void namesEachBadSettingOnceWithItsRangeAndItsDefault() throws Exception {
    Ended ended =
        run(
            Map.of(
                "spark.fizzle.recorder.interval", "1h",
                "spark.fizzle.recorder.keep", "-1",
                "spark.fizzle.verbosity", "9",
                "spark.fizzle.ui.enabled", "perhaps",
                "spark.fizzle.recorder.intervall", "1s"),
            List.of(),
            nothing());

    assertUnharmed(ended);
    assertThat(withoutLoss(ended)).containsOnlyKeys("driver");
    assertThat(withoutLoss(ended).get("driver"))
        .hasSize(5)
        .anyMatch(
            line ->
                line.endsWith(
                    "spark.fizzle.recorder.interval is '1h', valid is 100ms to 60s; 1000ms is used"
                        + " instead"))
        .anyMatch(line -> line.contains("spark.fizzle.recorder.intervall is no setting"));
  }

  @Test
  void staysOffOnAJvmThatIsTooOld() throws Exception {
    PluginJob job = job();
    Path classes = job.compile(JOB + ".java", "OldJvm.java");
    Map<String, String> conf = conf(Map.of("spark.master", "local[2,4]"), List.of());

    Ended ended =
        job.submit(
            "OldJvm",
            PluginJob.mainClass(JOB, Integer.toString(EXIT)),
            conf,
            Map.of(),
            List.of(classes.toString(), PluginJob.plugin().toString()),
            nothing());

    assertUnharmed(ended);
    assertThat(ended.warnings().get("driver"))
        .singleElement()
        .asString()
        .startsWith("WARN FizzlePlugin: needs Java 17 or newer")
        .endsWith("it stays off, the application is not affected");
  }

  private PluginJob job() throws IOException {
    return new PluginJob(spark, Files.createTempDirectory(folder, "job-"), quick);
  }

  private static Meanwhile nothing() {
    return driver -> {};
  }

  /**
   * Runs the job on the cluster.
   *
   * @param faults classes that stand in for the plugin's own
   */
  private Ended run(Map<String, String> settings, List<String> faults, Meanwhile meanwhile)
      throws Exception {
    PluginJob job = job();
    List<String> classPath = new ArrayList<>(faults);
    classPath.add(PluginJob.plugin().toString());
    classPath.add(job.compile(JOB + ".java").toString());
    Ended ended =
        job.submit(
            PluginJob.SUBMIT,
            PluginJob.mainClass(JOB, Integer.toString(EXIT)),
            conf(settings, classPath),
            Map.of(),
            classPath,
            meanwhile);
    cluster.settle(Duration.ofSeconds(20));
    return PluginJob.withExecutors(ended, cluster);
  }

  private static Map<String, String> conf(Map<String, String> settings, List<String> classPath) {
    Map<String, String> conf = new HashMap<>();
    conf.put("spark.master", cluster.url());
    conf.put("spark.driver.host", "127.0.0.1");
    conf.put("spark.ui.enabled", "false");
    conf.put("spark.executor.memory", "512m");
    conf.put("spark.executor.defaultJavaOptions", String.join(" ", quick));
    conf.put("spark.executor.extraClassPath", PluginJob.joined(classPath));
    conf.put("spark.plugins", "io.fizzle.spark.FizzlePlugin");
    conf.put("spark.fizzle.recorder.interval", "200ms");
    conf.put("spark.fizzle.recorder.sendInterval", "400ms");
    conf.putAll(settings);
    return conf;
  }

  private static void assertUnharmed(Ended ended) {
    assertThat(ended.output()).as("%s", ended.driverLog()).isEqualTo(RESULT);
    assertThat(ended.exitCode()).isEqualTo(EXIT);
  }

  private static void assertOneWarningInAProcess(Ended ended) {
    Map<String, List<String>> warnings = withoutLoss(ended);
    assertThat(warnings).isNotEmpty();
    assertThat(warnings.values()).allSatisfy(lines -> assertThat(lines).hasSize(1));
  }

  /** What is said of the executor that the job itself ends is the plugin's very task. */
  private static Map<String, List<String>> withoutLoss(Ended ended) {
    Map<String, List<String>> warnings = new HashMap<>();
    ended
        .warnings()
        .forEach(
            (process, lines) -> {
              List<String> rest =
                  lines.stream()
                      .filter(line -> !line.matches(".*executor \\S+.* lost: .*"))
                      .toList();
              if (!rest.isEmpty()) {
                warnings.put(process, rest);
              }
            });
    return warnings;
  }

  /** A file system of its own, of very few bytes. */
  private record SmallDisk(Path folder) implements AutoCloseable {
    static SmallDisk mount(Path folder, String options) throws Exception {
      Files.createDirectories(folder);
      boolean mounted = command("mount", "-t", "tmpfs", "-o", options, "none", folder.toString());
      assumeTrue(mounted, "this system lets nobody mount a small file system");
      return new SmallDisk(folder);
    }

    @Override
    public void close() throws IOException {
      try {
        command("umount", "--lazy", folder.toString());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    private static boolean command(String... words) throws IOException, InterruptedException {
      Process process = new ProcessBuilder(words).inheritIO().start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
  }
}

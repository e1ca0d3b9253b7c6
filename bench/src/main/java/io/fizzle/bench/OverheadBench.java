package io.fizzle.bench;

import io.fizzle.lab.Progress;
import io.fizzle.lab.spark.ChildProcess;
import io.fizzle.lab.spark.Cluster;
import io.fizzle.lab.spark.ClusterShape;
import io.fizzle.lab.spark.JavaCommand;
import io.fizzle.lab.spark.SparkDistribution;
import io.fizzle.lab.spark.SparkVersion;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * What the plugin costs a job: {@code OverheadBench PLUGIN-JAR PAIRS}, from the checkout's root.
 * Adds pairs of processes to those that were measured before and writes {@value #PAGE} of all of
 * them; {@code bench/target/overhead} may be deleted to begin anew.
 */
final class OverheadBench {
  private static final String PAGE = "docs/overhead.md";
  private static final SparkVersion RELEASE = HistoryBench.RELEASE;
  private static final String JOB = "ShuffleLoad";

  /** In each of which every mode has a round. */
  private static final String CYCLES = "10";

  private static final long LIMIT_MINUTES = 8;

  private final Path folder = Path.of("bench", "target", "overhead").toAbsolutePath();
  private final Path results = folder.resolve("rounds.tsv");
  private final Path plugin;
  private final SparkDistribution spark;
  private final Cluster cluster;
  private final Path classes;

  private OverheadBench(Path plugin, SparkDistribution spark, Cluster cluster) throws IOException {
    this.plugin = plugin;
    this.spark = spark;
    this.cluster = cluster;
    this.classes = compiled();
  }

  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    Path plugin = Path.of(arguments[0]).toAbsolutePath();
    SparkDistribution spark =
        SparkDistribution.fetch(RELEASE, SparkDistribution.defaultCache(), new Progress());
    Path parent = Files.createDirectories(Path.of("bench", "target", "overhead").toAbsolutePath());
    try (Cluster cluster = Cluster.start(spark, List.of(), ClusterShape.STANDARD, parent)) {
      new OverheadBench(plugin, spark, cluster).pairs(Integer.parseInt(arguments[1]));
      cluster.end();
    }
  }

  private void pairs(int number) throws Exception {
    for (int i = 0; i < number; i++) {
      int process = before().stream().mapToInt(OverheadRun::process).max().orElse(0) + 1;
      boolean pluginFirst = process % 2 == 0;
      for (boolean plugin : List.of(pluginFirst, !pluginFirst)) {
        List<OverheadRun> runs = run(process, plugin);
        String lines = runs.stream().map(OverheadRun::line).collect(Collectors.joining("\n"));
        Files.writeString(
            results, lines + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        System.err.println(lines);
      }
      Files.writeString(Path.of(PAGE), new OverheadPage(before()).markdown());
    }
  }

  private List<OverheadRun> before() throws IOException {
    return Files.exists(results)
        ? Files.readAllLines(results).stream().map(OverheadRun::parse).toList()
        : List.of();
  }

  private List<OverheadRun> run(int process, boolean plugged) throws Exception {
    Path work = Files.createTempDirectory(folder, "run-");
    JavaCommand java = new JavaCommand(spark, work, List.of());
    List<String> arguments = new ArrayList<>(conf(plugged));
    arguments.addAll(List.of("--class", JOB, "spark-internal"));
    arguments.addAll(List.of(plugged ? "instrumented" : "plain", CYCLES));
    List<String> command =
        java.main("org.apache.spark.deploy.SparkSubmit", "1g", List.of(), arguments);
    int place = command.indexOf("-cp") + 1;
    command.set(place, command.get(place) + File.pathSeparator + classPath());
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
    return OverheadRun.measured(process, Files.readAllLines(output));
  }

  /** The plugin's jar lies on the class path in any case, so that only its use differs. */
  private List<String> conf(boolean plugged) {
    List<String> conf =
        new ArrayList<>(
            List.of(
                "spark.master=" + cluster.url(),
                "spark.driver.host=127.0.0.1",
                "spark.ui.enabled=false",
                "spark.executor.memory=1g",
                "spark.executor.cores=1",
                "spark.sql.shuffle.partitions=8",
                "spark.executor.extraClassPath=" + classPath()));
    if (plugged) {
      conf.add("spark.plugins=io.fizzle.spark.FizzlePlugin");
    }
    return conf.stream().flatMap(setting -> Stream.of("--conf", setting)).toList();
  }

  private String classPath() {
    return classes + File.pathSeparator + plugin;
  }

  private Path compiled() throws IOException {
    Path sources = Files.createDirectories(folder.resolve("job"));
    Path source = sources.resolve(JOB + ".java");
    try (InputStream text = OverheadBench.class.getResourceAsStream(JOB + ".java")) {
      Files.write(source, Objects.requireNonNull(text).readAllBytes());
    }
    String jars =
        Stream.concat(Stream.of(plugin), spark.jars().stream())
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    String[] options = {
      "-proc:none", "-nowarn", "-cp", jars, "-d", sources.toString(), source.toString()
    };
    if (ToolProvider.getSystemJavaCompiler().run(null, null, null, options) != 0) {
      throw new IOException("the job does not compile: " + Arrays.toString(options));
    }
    return sources;
  }
}

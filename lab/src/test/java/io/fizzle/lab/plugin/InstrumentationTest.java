package io.fizzle.lab.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.lab.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A job on real Spark that measures itself. */
@EnabledIfSystemProperty(
    named = InstrumentationTest.PLUGIN,
    matches = ".+",
    disabledReason =
        "runs a job on every Spark, which takes minutes: -Dfizzle.plugin.jar=FILE, the packaged"
            + " spark-plugin, runs it")
class InstrumentationTest {
  static final String PLUGIN = "fizzle.plugin.jar";
  private static final Duration LIMIT = Duration.ofMinutes(6);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(SparkVersion.class)
  void saysTheSameOnEverySpark(SparkVersion version) throws Exception {
    SparkDistribution spark =
        SparkDistribution.fetch(version, SparkDistribution.defaultCache(), new Progress());

    List<String> said = run(spark, compiled(spark));

    assertThat(said)
        .contains(
            "closure large is 4.3 MiB in every task, captures this (InstrumentationJob): 4.3 MiB,"
                + " of which this.lookup (java.util.HashMap): 4.3 MiB; broadcast it or capture"
                + " less",
            "closure bad cannot be serialised: this.handlers[0][client] is a"
                + " InstrumentationJob$Client, which is not Serializable",
            "broadcast table is 4.8 MiB to every executor before compression, about 4.8 MiB on each"
                + " heap; join instead, or send only the columns and rows in use",
            "dataset deep: logical plan 62 deep (62 nodes), physical plan 3 deep (3 nodes), 1"
                + " column, 2 partitions; break the lineage with checkpointIfNeeded",
            "dataset broken: logical plan 1 deep (1 node), physical plan 2 deep (2 nodes), 1"
                + " column, 2 partitions, 1000 rows",
            "rdd numbers: 2 RDDs deep (2 in all), 1 stage, 4 partitions, 4 rows [41, 42, 43, 44]",
            "counted 4",
            "caught gone",
            "closure silent was not measured",
            "    dataset deep checkpointed to the executors, depth 62 before and 2 after; lost with"
                + " an executor: set a checkpoint directory where executors may go",
            "    rdd numbers checkpointed to the checkpoint directory, depth 41 before and 2"
                + " after");
    assertThat(said)
        .anyMatch(line -> line.matches("    count spread took .*: 1 job, 44 tasks, .*"))
        .anyMatch(line -> line.matches("  ! load nothing failed after .*: 0 jobs, 0 tasks"))
        .anyMatch(line -> line.contains("of count spread has many partitions with small data (40"));
  }

  private List<String> run(SparkDistribution spark, Path classes) throws Exception {
    Path output = folder.resolve("output");
    List<String> command =
        new JavaCommand(spark, folder, List.of())
            .main(
                "InstrumentationJob",
                "900m",
                options(),
                List.of(folder.resolve("kept").toUri().toString()));
    int place = command.indexOf("-cp") + 1;
    command.set(place, joined(Stream.of(classes.toString(), plugin(), command.get(place))));
    try (ChildProcess job =
        ChildProcess.start(
            command,
            new JavaCommand(spark, folder, List.of()).environment("127.0.0.1"),
            folder,
            folder.resolve("log"),
            output)) {
      job.handle().onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    List<String> said = Files.readAllLines(output);
    assertThat(said).as("%s", Files.readString(folder.resolve("log"))).isNotEmpty();
    return said;
  }

  private static List<String> options() {
    return List.of(
        "-Dspark.master=local[2]",
        "-Dspark.app.name=instrumentation",
        "-Dspark.ui.enabled=false",
        "-Dspark.driver.host=127.0.0.1");
  }

  private Path compiled(SparkDistribution spark) throws IOException {
    Path source = folder.resolve("InstrumentationJob.java");
    try (InputStream text = getClass().getResourceAsStream("InstrumentationJob.java")) {
      Files.copy(Objects.requireNonNull(text), source);
    }
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Stream<String> jars = spark.jars().stream().map(Path::toString);
    String classPath = joined(Stream.concat(Stream.of(plugin()), jars));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-nowarn",
                "-cp",
                classPath,
                "-d",
                classes.toString(),
                source.toString());
    assertThat(status).isZero();
    return classes;
  }

  private static String plugin() {
    return Path.of(System.getProperty(PLUGIN)).toAbsolutePath().toString();
  }

  private static String joined(Stream<String> entries) {
    return entries.collect(Collectors.joining(System.getProperty("path.separator")));
  }
}

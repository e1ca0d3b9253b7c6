package io.fizzle.lab.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.lab.spark.ChildProcess;
import io.fizzle.lab.spark.Cluster;
import io.fizzle.lab.spark.JavaCommand;
import io.fizzle.lab.spark.SparkDistribution;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A job on real Spark with the packaged plugin: submitted as {@code spark-submit} does it, and
 * looked at from outside when it has ended.
 *
 * @param folder where it works; an empty one for each
 * @param sparkOnly options of the driver's JVM that Spark alone needs
 */
record PluginJob(SparkDistribution spark, Path folder, List<String> sparkOnly) {
  /** The packaged plugin. The tests here take minutes and are left out without it. */
  static final String PLUGIN = "fizzle.plugin.jar";

  /** What {@code spark-submit} runs. */
  static final String SUBMIT = "org.apache.spark.deploy.SparkSubmit";

  static final String WHY_NOT =
      "runs jobs on real Spark, which takes minutes: build/plugin-on-spark runs it";

  private static final long LIMIT_MINUTES = 6;
  private static final Pattern APPLICATION =
      Pattern.compile("Connected to Spark cluster with app ID (app-\\d+-\\d+)");
  private static final Pattern WARNING =
      Pattern.compile("(?m)^(?:\\S+ \\S+ (?:WARN|ERROR) fizzle: |WARN FizzlePlugin: ).*");

  /** Something that happens to the job while it runs. */
  @FunctionalInterface
  interface Meanwhile {
    void happen(ChildProcess driver) throws Exception;
  }

  /**
   * How it ended.
   *
   * @param output what it printed
   * @param logs what each process logged: {@code driver}, and executors by their ids
   */
  record Ended(int exitCode, List<String> output, Map<String, String> logs) {
    /** What the plugin warned of, by process; processes without a warning are left out. */
    Map<String, List<String>> warnings() {
      Map<String, List<String>> warnings = new TreeMap<>();
      logs.forEach(
          (process, log) -> {
            List<String> own = WARNING.matcher(log).results().map(found -> found.group()).toList();
            if (!own.isEmpty()) {
              warnings.put(process, own);
            }
          });
      return warnings;
    }

    String driverLog() {
      return Objects.requireNonNull(logs.get("driver"));
    }
  }

  static Path plugin() {
    return Path.of(System.getProperty(PLUGIN)).toAbsolutePath();
  }

  /** The classes of a Java source among this package's resources. */
  Path compile(String... sources) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-cp"));
    Stream<Path> jars = Stream.concat(Stream.of(plugin()), spark.jars().stream());
    arguments.add(joined(jars.map(Path::toString).toList()));
    arguments.addAll(List.of("-d", classes.toString()));
    for (String source : sources) {
      arguments.add(copied(source).toString());
    }
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(status).as("compiling %s", List.of(sources)).isZero();
    return classes;
  }

  /** A resource of this package as a file. */
  Path copied(String source) throws IOException {
    Path copy = folder.resolve("sources").resolve(source);
    Files.createDirectories(copy.resolveSibling(""));
    try (InputStream text = PluginJob.class.getResourceAsStream(source)) {
      Files.copy(Objects.requireNonNull(text, source), copy);
    }
    return copy;
  }

  /**
   * Runs it to its end.
   *
   * @param classPath behind Spark's own jars, in the driver's JVM
   * @param launcher the main class that submits, {@link #SUBMIT} or one that calls it
   * @param application what follows the options of {@code spark-submit}
   */
  Ended submit(
      String launcher,
      List<String> application,
      Map<String, String> conf,
      Map<String, String> environment,
      List<String> classPath,
      Meanwhile meanwhile)
      throws Exception {
    List<String> submitted = new ArrayList<>();
    new TreeMap<>(conf)
        .forEach((key, value) -> submitted.addAll(List.of("--conf", key + "=" + value)));
    submitted.addAll(application);
    JavaCommand java = new JavaCommand(spark, folder, sparkOnly);
    List<String> command = java.main(launcher, "600m", List.of(), submitted);
    int place = command.indexOf("-cp") + 1;
    List<String> entries = new ArrayList<>(List.of(command.get(place)));
    entries.addAll(classPath);
    command.set(place, joined(entries));
    Path log = folder.resolve("driver.log");
    Path output = folder.resolve("output");
    Map<String, String> all = new HashMap<>(java.environment("127.0.0.1"));
    all.putAll(environment);
    try (ChildProcess job = ChildProcess.start(command, all, folder, log, output)) {
      meanwhile.happen(job);
      job.handle().onExit().get(LIMIT_MINUTES, TimeUnit.MINUTES);
      Map<String, String> logs = new LinkedHashMap<>();
      logs.put("driver", Files.readString(log));
      return new Ended(job.exitStatus(), Files.readAllLines(output), logs);
    }
  }

  /** A main class on the class path with its arguments, as {@code spark-submit} wants them. */
  static List<String> mainClass(String name, String... arguments) {
    List<String> application = new ArrayList<>(List.of("--class", name, "spark-internal"));
    application.addAll(List.of(arguments));
    return application;
  }

  /** The same with the logs of its executors. */
  static Ended withExecutors(Ended ended, Cluster cluster) throws IOException {
    Map<String, String> logs = new LinkedHashMap<>(ended.logs());
    Optional<String> application = application(ended.driverLog());
    for (int worker = 1; application.isPresent() && worker <= cluster.shape().workers(); worker++) {
      Path work = cluster.folder().work(worker).resolve(application.get());
      if (Files.isDirectory(work)) {
        try (Stream<Path> executors = Files.list(work)) {
          for (Path executor : executors.toList()) {
            logs.put(
                "executor " + executor.getFileName(), Files.readString(executor.resolve("stderr")));
          }
        }
      }
    }
    return new Ended(ended.exitCode(), ended.output(), logs);
  }

  private static Optional<String> application(String log) {
    Matcher connected = APPLICATION.matcher(log);
    return connected.find() ? Optional.of(connected.group(1)) : Optional.empty();
  }

  static String joined(List<String> entries) {
    return entries.stream().collect(Collectors.joining(File.pathSeparator));
  }
}

package io.fizzle.lab.run;

import io.fizzle.lab.LabException;
import io.fizzle.lab.Progress;
import io.fizzle.lab.scenario.Trial;
import io.fizzle.lab.spark.ChildProcess;
import io.fizzle.lab.spark.Cluster;
import io.fizzle.lab.spark.JavaCommand;
import io.fizzle.lab.spark.LogFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Submits a trial's workload to a cluster, as {@code spark-submit} in client mode would.
 *
 * @param changes properties to set instead of the trial's; an empty value takes the property out
 * @param surroundings properties that the run's surroundings need
 * @param quick JVM options that make a start quick
 */
record Submission(
    Trial trial,
    Map<String, String> changes,
    Map<String, String> surroundings,
    Cluster cluster,
    RunFolder run,
    List<String> quick,
    Progress progress) {
  /** The application's id in the driver's log ({@code StandaloneSchedulerBackend.scala}). */
  static final Pattern CONNECTED =
      Pattern.compile("Connected to Spark cluster with app ID (app-\\d+-\\d+)");

  private static final String GC_LOG_FORM = ":time,uptime,level,tags";
  private static final String DRIVER_HEAP = "512m";
  private static final String DRIVER_MEMORY = "spark.driver.memory";
  private static final String DRIVER_OPTIONS = "spark.driver.extraJavaOptions";
  private static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";
  private static final long STEP_MILLIS = 150;

  /**
   * How it went.
   *
   * @param driverExit the driver's exit status
   * @param peakBytes what driver and executors had resident at most, together
   * @param executors when each executor that is gone was first seen to be
   */
  record Ended(int driverExit, long peakBytes, Map<String, Instant> executors) {
    Ended {
      executors = Map.copyOf(executors);
    }
  }

  /** Runs the application to its end. */
  Ended submit() throws IOException, InterruptedException {
    Map<String, String> properties = properties();
    Files.writeString(run.sparkConf(), text(properties), StandardCharsets.UTF_8);
    JavaCommand java = new JavaCommand(cluster.spark(), run.temporary(), quick);
    try (ChildProcess driver =
        ChildProcess.start(
            command(java, properties),
            java.environment("127.0.0.1"),
            run.root(),
            run.driverLog(),
            run.driverOutput())) {
      return follow(driver);
    }
  }

  private Ended follow(ChildProcess driver) throws IOException, InterruptedException {
    LogFile log = new LogFile(run.driverLog());
    List<FaultInjection> faults =
        trial.scenario().faults().stream()
            .map(fault -> new FaultInjection(fault, cluster, driver, log, progress))
            .toList();
    ResidentPeak peak = new ResidentPeak();
    try (ExecutorEnds ends = new ExecutorEnds()) {
      follow(driver, faults, peak, ends);
      return new Ended(driver.exitStatus(), peak.bytes(), ends.seen());
    }
  }

  private void follow(
      ChildProcess driver, List<FaultInjection> faults, ResidentPeak peak, ExecutorEnds ends)
      throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(trial.scenario().limit());
    while (driver.isAlive()) {
      if (Instant.now().isAfter(deadline)) {
        throw new LabException(
            "it did not end within " + trial.scenario().limit().toMinutes() + " minutes");
      }
      for (FaultInjection fault : faults) {
        fault.poll();
      }
      Map<String, ProcessHandle> executors = cluster.executorsById();
      ends.watch(executors);
      peak.sample(driver.handle(), executors.values());
      Thread.sleep(STEP_MILLIS);
    }
  }

  /** What the launcher of {@code spark-submit} would make of the properties. */
  private List<String> command(JavaCommand java, Map<String, String> properties)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--properties-file", run.sparkConf().toString()));
    arguments.addAll(List.of("--class", trial.workload().mainClass()));
    arguments.add(run.workloads().toString());
    arguments.addAll(trial.workload().arguments());
    List<String> options = new ArrayList<>();
    String own = properties.getOrDefault(DRIVER_OPTIONS, "");
    if (!own.isBlank()) {
      options.addAll(List.of(own.trim().split("\\s+")));
    }
    options.add("-Xlog:gc:file=" + run.gcLogs().resolve("gc-driver.log") + GC_LOG_FORM);
    String heap = properties.getOrDefault(DRIVER_MEMORY, DRIVER_HEAP);
    return java.main("org.apache.spark.deploy.SparkSubmit", heap, options, arguments);
  }

  /** What every run has, then the trial's own, then the changes. */
  private Map<String, String> properties() {
    Map<String, String> all = new TreeMap<>();
    all.put("spark.master", cluster.url());
    all.put("spark.app.name", trial.scenario().applicationName());
    all.put("spark.driver.host", "127.0.0.1");
    all.put("spark.driver.bindAddress", "127.0.0.1");
    all.put(DRIVER_MEMORY, DRIVER_HEAP);
    all.put("spark.executor.cores", "1");
    all.put("spark.executor.defaultJavaOptions", String.join(" ", quick));
    all.put("spark.ui.enabled", "false");
    all.put("spark.ui.showConsoleProgress", "false");
    all.put("spark.eventLog.enabled", "true");
    all.put("spark.eventLog.dir", run.eventLogs().toUri().toString());
    all.put("spark.eventLog.logStageExecutorMetrics", "true");
    if (!trial.scenario().driverOptions().isEmpty()) {
      all.put(DRIVER_OPTIONS, String.join(" ", trial.scenario().driverOptions()));
    }
    all.putAll(trial.configuration());
    all.putAll(surroundings);
    all.put(EXECUTOR_OPTIONS, executorOptions());
    changes.forEach((key, value) -> all.put(key, Sanitiser.restore(value, run)));
    all.values().removeIf(String::isEmpty);
    return all;
  }

  /** The collector and its log; Spark itself puts the executor's id in (Spark 3.0 and later). */
  private String executorOptions() {
    List<String> options = new ArrayList<>(trial.executorOptions());
    options.add(
        "-Xlog:gc*:file=" + run.gcLogs().resolve("gc-executor-{{EXECUTOR_ID}}.log") + GC_LOG_FORM);
    return String.join(" ", options);
  }

  private static String text(Map<String, String> properties) {
    StringBuilder text = new StringBuilder();
    properties.forEach((key, value) -> text.append(key).append(' ').append(value).append('\n'));
    return text.toString();
  }
}

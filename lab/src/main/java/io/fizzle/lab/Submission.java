package io.fizzle.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Submits a scenario's workload to a cluster, as {@code spark-submit} in client mode would. */
final class Submission {
  private static final String GC_LOG_FORM = ":time,uptime,level,tags";
  private static final String DRIVER_HEAP = "512m";

  private final Scenario scenario;
  private final JavaCommand java;
  private final Cluster cluster;
  private final Progress progress;

  Submission(Scenario scenario, JavaCommand java, Cluster cluster, Progress progress) {
    this.scenario = scenario;
    this.java = java;
    this.cluster = cluster;
    this.progress = progress;
  }

  /** Runs the application to its end and returns the driver's exit status. */
  int run() throws IOException, InterruptedException {
    RunFolder run = java.run();
    Files.writeString(run.sparkConf(), properties(), StandardCharsets.UTF_8);
    try (ChildProcess driver =
        ChildProcess.start(
            command(), java.environment("127.0.0.1"), run.log("driver"), run.output("driver"))) {
      LogFile log = new LogFile(run.log("driver"));
      FaultInjection fault = new FaultInjection(scenario.fault(), cluster, log, progress);
      Instant deadline = Instant.now().plus(scenario.limit());
      while (driver.isAlive()) {
        if (Instant.now().isAfter(deadline)) {
          throw new LabException("the application did not end within " + scenario.limit());
        }
        fault.poll();
        Thread.sleep(200);
      }
      return driver.exitStatus();
    }
  }

  private List<String> command() throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--properties-file", java.run().sparkConf().toString()));
    arguments.addAll(List.of("--class", scenario.workload().mainClass()));
    arguments.add(java.workloadJar().toString());
    arguments.addAll(scenario.workload().arguments());
    return java.main(
        "org.apache.spark.deploy.SparkSubmit",
        DRIVER_HEAP,
        List.of("-Xlog:gc:file=" + java.run().gcLogs().resolve("gc-driver.log") + GC_LOG_FORM),
        arguments);
  }

  /**
   * Properties as {@code spark-defaults.conf} has them: what every run has, then the scenario's
   * own.
   */
  private String properties() {
    Map<String, String> all = new TreeMap<>();
    all.put("spark.master", cluster.url());
    all.put("spark.app.name", scenario.applicationName());
    all.put("spark.driver.host", "127.0.0.1");
    all.put("spark.driver.bindAddress", "127.0.0.1");
    all.put("spark.driver.memory", DRIVER_HEAP);
    all.put("spark.executor.cores", "1");
    all.put("spark.ui.enabled", "false");
    all.put("spark.ui.showConsoleProgress", "false");
    all.put("spark.eventLog.enabled", "true");
    all.put("spark.eventLog.dir", java.run().eventLogs().toUri().toString());
    all.put("spark.eventLog.logStageExecutorMetrics", "true");
    all.put("spark.eventLog.rolling.enabled", "false");
    all.put("spark.eventLog.compress", "true");
    all.put("spark.eventLog.compression.codec", "zstd");
    all.putAll(scenario.configuration());
    all.put("spark.executor.extraJavaOptions", executorOptions());
    StringBuilder text = new StringBuilder();
    all.forEach((key, value) -> text.append(key).append(' ').append(value).append('\n'));
    return text.toString();
  }

  /** The collector and its log; Spark itself puts the executor's id in (Spark 3.0 and later). */
  private String executorOptions() {
    String gcLog =
        "-Xlog:gc*:file=" + java.run().gcLogs().resolve("gc-executor-{{EXECUTOR_ID}}.log");
    List<String> options = new ArrayList<>(scenario.executorOptions());
    options.add(gcLog + GC_LOG_FORM);
    return String.join(" ", options);
  }
}

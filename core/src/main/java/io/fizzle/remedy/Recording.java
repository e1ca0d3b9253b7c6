package io.fizzle.remedy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings that make an application record more of itself, as this version, JDK and cluster manager
 * know them, added to what is set already. Each list is empty where all of it is on, or where the
 * version has no such key. Every line lets Spark start as it is.
 */
public final class Recording {
  /** There on every machine; Spark does not start where the folder of its event log is missing. */
  private static final String EVERYWHERE = "file:/tmp";

  private static final String BETTER =
      "better a folder that outlives the machine and that the History Server reads";
  private static final long QUEUE_GROWTH = 4;

  /**
   * One line of {@code spark-defaults.conf}.
   *
   * @param key of Spark
   * @param from what is set now; null where nothing is
   * @param to the new value, whole; empty where the setting is to be taken out
   * @param note what to know of it; may be empty
   */
  public record Line(String key, @Nullable String from, String to, String note) {

    /** {@code key=value}; {@code # remove key} where it is to be taken out. */
    public String text() {
      return to.isEmpty() ? "# remove " + key : key + "=" + to;
    }
  }

  private Recording() {}

  /** An event log, in files that roll where the version can. */
  public static List<Line> eventLog(SparkConf conf) {
    List<Line> lines = new ArrayList<>();
    on(conf, "spark.eventLog.enabled", lines);
    if (!lines.isEmpty() && !conf.isSet("spark.eventLog.dir")) {
      lines.add(line(conf, "spark.eventLog.dir", EVERYWHERE, BETTER));
    }
    on(conf, "spark.eventLog.rolling.enabled", lines);
    return lines;
  }

  /** Peaks of each executor's memory, for each stage (Spark 3.0 and later). */
  public static List<Line> executorPeaks(SparkConf conf) {
    List<Line> lines = new ArrayList<>();
    on(conf, "spark.eventLog.logStageExecutorMetrics", lines);
    return lines;
  }

  /** Resident sizes of the processes, Python's too, from {@code /proc} (Spark 3.0 and later). */
  public static List<Line> processTree(SparkConf conf) {
    List<Line> lines = new ArrayList<>();
    on(conf, "spark.executor.processTreeMetrics.enabled", lines);
    return lines;
  }

  /** A driver's log beside its terminal: only Spark 3.0 and later in client mode can. */
  public static List<Line> driverLog(SparkConf conf) {
    List<Line> lines = new ArrayList<>();
    boolean ofCluster = conf.clusterMode() || conf.manager() == ClusterManager.LOCAL;
    if (!ofCluster) {
      on(conf, "spark.driver.log.persistToDfs.enabled", lines);
      if (!lines.isEmpty() && !conf.isSet("spark.driver.log.dfsDir")) {
        lines.add(line(conf, "spark.driver.log.dfsDir", EVERYWHERE, BETTER));
      }
    }
    return lines;
  }

  /** A longer queue for events, by the name that the version knows. */
  public static List<Line> longerEventQueue(SparkConf conf) {
    String key = "spark.scheduler.listenerbus.eventqueue.capacity";
    if (!conf.exists(key)) {
      return List.of();
    }
    long capacity = Math.min(Integer.MAX_VALUE, QUEUE_GROWTH * conf.number(key));
    String note = QUEUE_GROWTH + " × " + conf.number(key) + "; the driver needs heap for it";
    return List.of(line(conf, key, String.valueOf(capacity), note));
  }

  /** Dead pods stay until somebody deletes them, with their logs and their end. */
  public static List<Line> deadPods(SparkConf conf) {
    String key = "spark.kubernetes.executor.deleteOnTermination";
    boolean lets =
        conf.manager() == ClusterManager.KUBERNETES && conf.exists(key) && conf.flag(key);
    return lets
        ? List.of(line(conf, key, "false", "delete the pods when you have their logs"))
        : List.of();
  }

  /**
   * A GC log of this kind of JVM; in a place that needs no folder to be made.
   *
   * @return empty where a GC log is written already
   */
  public static List<Line> gcLog(SparkConf conf, Jvm asked) {
    Jvm jvm = conf.ruling(asked);
    if (conf.javaOptions(jvm).gcLog() != null) {
      return List.of();
    }
    JvmOptions options = conf.ownJavaOptions(jvm);
    String place = gcLogPlace(conf, jvm);
    boolean jdk8 = conf.javaMajor() == 8;
    if (jdk8) {
      options = options.with("-XX:+PrintGCDetails", "").with("-XX:+PrintGCDateStamps", "");
      options = place.equals("stdout") ? options : options.with("-Xloggc:", place);
    } else if (place.equals("stdout")) {
      options = options.with("-Xlog:gc*,safepoint:stdout:time,uptime,level,tags", "");
    } else {
      options =
          options.with(
              "-Xlog:gc*,safepoint:file="
                  + place
                  + ":time,uptime,level,tags:filecount=5,filesize=20M",
              "");
    }
    String unknown =
        conf.javaMajor() == 0 && !conf.version().atLeast(4, 0)
            ? "JDK 9 or newer; which one runs the executors is not known"
            : "";
    String appended = conf.isRead() ? "" : "append it to what is set; that was not read";
    return List.of(
        options(conf, jvm, options, join(join(placeNote(conf, jvm), unknown), appended)));
  }

  private static String gcLogPlace(SparkConf conf, Jvm jvm) {
    boolean contained = jvm == Jvm.EXECUTOR || conf.clusterMode();
    if (contained && conf.manager() == ClusterManager.KUBERNETES) {
      return "stdout";
    }
    if (contained && conf.manager() == ClusterManager.YARN) {
      return "<LOG_DIR>/gc-%p.log";
    }
    return jvm == Jvm.EXECUTOR && conf.manager().isStandalone() ? "gc-%p.log" : "/tmp/gc-%p.log";
  }

  private static String placeNote(SparkConf conf, Jvm jvm) {
    if (jvm == Jvm.DRIVER && !conf.clusterMode()) {
      return "in client mode give it in a properties file or with --driver-java-options";
    }
    return switch (conf.manager()) {
      case YARN -> "YARN puts its log folder for <LOG_DIR>, and collects the file with the logs";
      case KUBERNETES -> "it comes with kubectl logs";
      case STANDALONE, LOCAL_CLUSTER -> "the file is beside the executor's stderr";
      case LOCAL, UNKNOWN -> "";
    };
  }

  /** A heap dump at the first memory error; empty where one is written already. */
  public static List<Line> heapDump(SparkConf conf, Jvm asked) {
    Jvm jvm = conf.ruling(asked);
    if (conf.javaOptions(jvm).isOn("HeapDumpOnOutOfMemoryError")) {
      return List.of();
    }
    JvmOptions options = conf.ownJavaOptions(jvm).with("-XX:+HeapDumpOnOutOfMemoryError", "");
    if (options.value("-XX:HeapDumpPath=") == null) {
      options = options.with("-XX:HeapDumpPath=", "/tmp");
    }
    String note =
        conf.manager().sizesContainers()
            ? "as large as the heap; a container's /tmp ends with it: mount a volume there"
            : "as large as the heap";
    return List.of(options(conf, jvm, options, note));
  }

  /** Spark's own handler instead of the JVM's exit, which leaves no stack trace in stderr. */
  public static List<Line> ownErrorHandler(SparkConf conf, Jvm asked) {
    Jvm jvm = conf.ruling(asked);
    JvmOptions own = conf.ownJavaOptions(jvm);
    return own.exitsOnOutOfMemory()
        ? List.of(
            options(
                conf,
                jvm,
                own.without("-XX:+ExitOnOutOfMemoryError"),
                "Spark's own handler then logs the error and ends the executor with exit code 52"))
        : List.of();
  }

  private static Line options(SparkConf conf, Jvm jvm, JvmOptions to, String note) {
    String from = conf.ownJavaOptions(jvm).text();
    return new Line(jvm.javaOptionsKey(), from.isEmpty() ? null : from, to.text(), note);
  }

  private static void on(SparkConf conf, String key, List<Line> lines) {
    if (conf.exists(key) && !conf.flag(key)) {
      lines.add(line(conf, key, "true", ""));
    }
  }

  private static Line line(SparkConf conf, String key, String to, String note) {
    return new Line(key, conf.explicit(key), to, note);
  }

  private static String join(String one, String other) {
    return one.isEmpty() || other.isEmpty() ? one + other : one + "; " + other;
  }
}

package io.fizzle.report;

import io.fizzle.Investigation;
import io.fizzle.read.vitals.VitalsRing;
import io.fizzle.read.vitals.VitalsRing.Header;
import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What small runs left behind, in the formats of Spark 3.5 and JDK 17, and the reports on them. */
final class Evidences {

  private Evidences() {}

  /** Reads everything in the folder. */
  static Report report(Path folder) {
    return new Investigation(
            Investigation.Options.DEFAULT, (source, number, total, size) -> assertNamed(source))
        .investigate(List.of(folder.toString()));
  }

  private static void assertNamed(io.fizzle.evidence.Source source) {
    if (source.name().isEmpty()) {
      throw new AssertionError("a source has a name");
    }
  }

  static void file(Path folder, String name, String... lines) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Three executors die of a full heap, one after the other, and the job with them. */
  static Path heapOom(Path folder) {
    file(
        folder,
        "driver.log",
        "26/03/01 10:00:00 INFO SparkContext: Running Spark version 3.5.7",
        "26/03/01 10:00:00 INFO SparkContext: Submitted application: monthly-totals",
        "26/03/01 10:00:00 INFO ResourceProfile: Default ResourceProfile created, executor"
            + " resources: Map(memory -> name: memory, amount: 512, script: , vendor: , offHeap ->"
            + " name: offHeap, amount: 0, script: , vendor: ), task resources: Map(cpus -> name:"
            + " cpus, amount: 1.0)",
        lostTask(10, 1, "java.lang.OutOfMemoryError: Java heap space"),
        "26/03/01 10:00:11 ERROR TaskSchedulerImpl: Lost executor 1 on node-1: Command exited with"
            + " code 52",
        lostTask(20, 2, "java.lang.OutOfMemoryError: Java heap space"),
        "26/03/01 10:00:21 ERROR TaskSchedulerImpl: Lost executor 2 on node-2: Command exited with"
            + " code 52",
        lostTask(30, 3, "java.lang.OutOfMemoryError: Java heap space"),
        "26/03/01 10:00:31 ERROR TaskSchedulerImpl: Lost executor 3 on node-3: Command exited with"
            + " code 52",
        "26/03/01 10:00:32 ERROR TaskSetManager: Task 7 in stage 2.0 failed 4 times; aborting job",
        "Exception in thread \"main\" org.apache.spark.SparkException: Job aborted due to stage"
            + " failure: Task 7 in stage 2.0 failed 4 times, most recent failure: Lost task 7.3 in"
            + " stage 2.0 (TID 33) (node-3 executor 3): java.lang.OutOfMemoryError: Java heap"
            + " space");
    file(
        folder,
        "executor-1.stderr",
        "26/03/01 10:00:02 INFO CoarseGrainedExecutorBackend: Started daemon with process name:"
            + " 41@node-1",
        "26/03/01 10:00:10 ERROR Executor: Exception in task 7.0 in stage 2.0 (TID 30)",
        "java.lang.OutOfMemoryError: Java heap space",
        "\tat com.example.Totals.sum(Totals.java:17)");
    file(
        folder,
        "gc/gc-executor-1.log",
        "[2026-03-01T10:00:01.000+0000][0.010s][info][gc] Using G1",
        "[2026-03-01T10:00:04.000+0000][3.010s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation"
            + " Pause) 200M->180M(512M) 20.000ms",
        "[2026-03-01T10:00:09.100+0000][8.110s][info][gc] GC(1) Pause Full (G1 Compaction Pause)"
            + " 511M->509M(512M) 80.000ms",
        "[2026-03-01T10:00:09.300+0000][8.310s][info][gc] GC(2) Pause Full (G1 Compaction Pause)"
            + " 509M->508M(512M) 90.000ms");
    return folder;
  }

  /** The same, with the flight recordings of two executors. */
  static Path heapOomRecorded(Path folder) {
    heapOom(folder);
    recording(folder, 1, 500);
    recording(folder, 2, 200);
    return folder;
  }

  /** The flight recording of one executor, which breaks off, and nothing else. */
  static Path recordingAlone(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    recording(folder, 2, 500);
    return folder;
  }

  /** The minute before the executor's end: a heap that fills up until GC takes all the time. */
  private static void recording(Path folder, int executor, long mostMegabytes) {
    long end = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli() + executor * 10_000L;
    int slots = 60;
    Header header =
        Header.opened("app-1", "" + executor, "node-" + executor, 41, end - 60_000, 1_000, slots);
    ByteBuffer ring = ByteBuffer.allocate(header.fileBytes()).put(VitalsRing.encode(header));
    long paused = 0;
    for (int i = 1; i <= slots; i++) {
      long[] values = new long[Vital.values().length];
      Arrays.fill(values, VitalSigns.UNKNOWN);
      long used = mostMegabytes * i / slots;
      paused += i > 50 ? 90L * (i - 50) : 5;
      values[Vital.HEAP_USED.ordinal()] = used << 20;
      values[Vital.HEAP_AFTER_GC.ordinal()] = used * 9 / 10 << 20;
      values[Vital.HEAP_MAX.ordinal()] = 512L << 20;
      values[Vital.GC_PAUSED.ordinal()] = paused;
      values[Vital.RESIDENT_JVM.ordinal()] = used + 180 << 20;
      values[Vital.CGROUP_USED.ordinal()] = used + 260 << 20;
      values[Vital.CGROUP_LIMIT.ordinal()] = 896L << 20;
      Instant time = Instant.ofEpochMilli(end - 1_000L * (slots - i));
      ring.put(VitalsRing.encode(i, VitalSigns.of(time, values)));
    }
    try {
      Files.write(folder.resolve("executor-" + executor + ".vitals"), ring.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two applications in one folder; one of them failed. */
  static Path twoApplications(Path folder) {
    for (int i = 1; i <= 2; i++) {
      String id = "application_1772359200000_000" + i;
      List<String> log =
          new ArrayList<>(
              List.of(
                  "26/03/01 1" + i + ":00:00 INFO SparkContext: Running Spark version 3.5.7",
                  "26/03/01 1" + i + ":00:00 INFO SparkContext: Submitted application: job-" + i,
                  "26/03/01 1" + i + ":00:01 INFO YarnClientImpl: Submitted application " + id));
      if (i == 1) {
        log.add(
            "Exception in thread \"main\" org.apache.spark.SparkException: Job aborted due to stage"
                + " failure: Task 7 in stage 2.0 failed 4 times, most recent failure: Lost task 7.3"
                + " in stage 2.0 (TID 33) (node-3 executor 3): java.lang.OutOfMemoryError: Java"
                + " heap space");
      } else {
        log.add("26/03/01 12:05:01 INFO SparkContext: Successfully stopped SparkContext");
      }
      file(folder, id + "/driver.log", log.toArray(new String[0]));
    }
    return folder;
  }

  private static String lostTask(int second, int executor, String error) {
    return "26/03/01 10:00:"
        + second
        + " WARN TaskSetManager: Lost task 7."
        + (executor - 1)
        + " in stage 2.0 (TID 3"
        + executor
        + ") (node-"
        + executor
        + " executor "
        + executor
        + "): "
        + error;
  }

  /** Full collections stop an executor until its driver gives it up. */
  static Path gcStall(Path folder) {
    file(
        folder,
        "driver.log",
        "26/03/01 10:00:00 INFO SparkContext: Running Spark version 3.5.7",
        "26/03/01 10:00:00 INFO SparkContext: Submitted application: pricing",
        "26/03/01 10:02:10 WARN HeartbeatReceiver: Removing executor 4 with no recent heartbeats:"
            + " 125000 ms exceeds timeout 120000 ms",
        "26/03/01 10:02:10 ERROR TaskSchedulerImpl: Lost executor 4 on node-4: Executor heartbeat"
            + " timed out after 125000 ms");
    String[] log = new String[27];
    log[0] = "[2026-03-01T10:00:01.000+0000][1.000s][info][gc] Using Parallel";
    for (int i = 1; i < log.length; i++) {
      log[i] =
          String.format(
              "[2026-03-01T10:%02d:%02d.900+0000][%d.900s][info][gc] GC(%d) Pause Full (Ergonomics)"
                  + " 3900M->3890M(4096M) 4800.000ms",
              i * 5 / 60, i * 5 % 60 + 4, i * 5 + 4, i);
    }
    file(folder, "gc/gc-executor-4.log", log);
    file(
        folder,
        "executor-4.stderr",
        "26/03/01 10:00:02 INFO CoarseGrainedExecutorBackend: Started daemon with process name:"
            + " 44@node-4",
        "26/03/01 10:00:05 INFO Executor: Running task 0.0 in stage 0.0 (TID 0)");
    return folder;
  }

  /** Everything went well, and there is much in the folder that no reader reads. */
  static Path healthy(Path folder) {
    file(
        folder,
        "driver.log",
        "26/03/01 10:00:00 INFO SparkContext: Running Spark version 3.5.7",
        "26/03/01 10:00:00 INFO SparkContext: Submitted application: nightly",
        "26/03/01 10:05:00 INFO DAGScheduler: Job 0 finished: count at Nightly.java:3, took 200.1"
            + " s",
        "26/03/01 10:05:01 INFO SparkContext: Successfully stopped SparkContext");
    for (int i = 0; i < 18; i++) {
      file(folder, String.format("rest/executors.%02d.json", i), "[{\"id\": \"" + i + "\"}]");
    }
    file(
        folder,
        "samples.csv",
        "seconds,pid,rss,threads,cpu",
        "1,4,100,20,0.5",
        "2,4,101,20,0.7",
        "3,4,101,21,0.7");
    file(folder, "executor-1.stdout", "");
    return folder;
  }

  /** An executor was told to end; nobody says by whom. */
  static Path undetermined(Path folder) {
    file(
        folder,
        "stderr",
        "26/03/01 10:00:02 INFO CoarseGrainedExecutorBackend: Started daemon with process name:"
            + " 44@node-4",
        "26/03/01 10:00:05 INFO Executor: Running task 0.0 in stage 0.0 (TID 0)",
        "26/03/01 10:00:09 ERROR CoarseGrainedExecutorBackend: RECEIVED SIGNAL TERM");
    return folder;
  }

  /** A container limit ends one executor after the other. */
  static Path manyLost(Path folder, int executors) {
    String[] log = new String[executors + 2];
    log[0] = "26/03/01 10:00:00 INFO SparkContext: Running Spark version 3.5.7";
    log[1] = "26/03/01 10:00:00 INFO SparkContext: Submitted application: wide-join";
    for (int i = 0; i < executors; i++) {
      log[i + 2] =
          String.format(
              "26/03/01 10:%02d:00 ERROR YarnScheduler: Lost executor %d on node-%d: Container"
                  + " killed by YARN for exceeding physical memory limits. 5.6 GB of 5.5 GB"
                  + " physical memory used. Consider boosting spark.executor.memoryOverhead.",
              i + 1, i, i);
    }
    file(folder, "driver.log", log);
    return folder;
  }

  /** What was planted in {@link #hostile}, and must come out nowhere. */
  static final String SECRET = "Tr0ub4dor-3";

  /** Lines written by somebody who wishes the reader ill, and by somebody careless. */
  static Path hostile(Path folder) {
    String evil = "\u001b]0;owned\u0007\u001b[2J\u009b31m\u202e<script>alert(1)</script>";
    file(
        folder,
        "driver.log",
        "26/03/01 10:00:00 INFO SparkContext: Running Spark version 3.5.7",
        "26/03/01 10:00:00 INFO SparkContext: Submitted application: a|b `c` [d](http://e) "
            + evil
            + " password="
            + SECRET,
        "26/03/01 10:00:11 ERROR TaskSchedulerImpl: Lost executor 1 on <b>node</b>: Command exited"
            + " with code 52",
        "26/03/01 10:00:32 ERROR TaskSetManager: Task 7 in stage 2.0 failed 4 times; aborting job",
        "Exception in thread \"main\" org.apache.spark.SparkException: Job aborted due to stage"
            + " failure: Task 7 in stage 2.0 failed 4 times, most recent failure: Lost task 7.3 in"
            + " stage 2.0 (TID 33) (node executor 2): java.lang.IllegalStateException: ``` | "
            + evil
            + " jdbc:postgresql://etl:"
            + SECRET
            + "@db/x token="
            + SECRET);
    file(
        folder,
        "spark-defaults.conf",
        "spark.app.name  x",
        "spark.hadoop.fs.s3a.secret.key  " + SECRET,
        "spark.ssl.keyPassword=" + SECRET,
        "spark.executor.extraJavaOptions -Djavax.net.ssl.trustStorePassword=" + SECRET + " -Xss2m",
        "spark.executor.memory 2g");
    file(
        folder,
        "submit.sh",
        "spark-submit --master yarn --password " + SECRET + " \\",
        "  --conf spark.redis.password=" + SECRET + " app.jar");
    file(
        folder,
        "executor-1.stderr",
        "26/03/01 10:00:02 INFO CoarseGrainedExecutorBackend: Started daemon with process name:"
            + " 41@node-1",
        "26/03/01 10:00:10 ERROR Executor: Exception in task 7.0 in stage 2.0 (TID 30)",
        "java.lang.OutOfMemoryError: Java heap space " + evil + " secretKey=" + SECRET);
    return folder;
  }
}

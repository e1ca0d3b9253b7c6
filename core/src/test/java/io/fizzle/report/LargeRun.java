package io.fizzle.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An event log of a large run in the format of Spark 3.5, with only what Fizzle reads of it. */
final class LargeRun {
  private static final long START = 1_772_359_200_000L;
  private static final int SECONDS_PER_EXECUTOR = 2;

  private LargeRun() {}

  /** Every tenth executor is lost; tasks run one after the other on each. */
  static Path write(Path file, int executors, int tasks) throws IOException {
    int each = tasks / executors;
    try (BufferedWriter log = Files.newBufferedWriter(file)) {
      line(log, "{\"Event\":\"SparkListenerLogStart\",\"Spark Version\":\"3.5.7\"}");
      line(
          log,
          "{\"Event\":\"SparkListenerApplicationStart\",\"App Name\":\"large\",\"App"
              + " ID\":\"app-1\",\"Timestamp\":"
              + START
              + ",\"User\":\"u\"}");
      for (int executor = 0; executor < executors; executor++) {
        line(
            log,
            "{\"Event\":\"SparkListenerExecutorAdded\",\"Timestamp\":"
                + (START + executor * 10L)
                + ",\"Executor ID\":\""
                + executor
                + "\",\"Executor Info\":{\"Host\":\"node-"
                + executor % 97
                + "\",\"Total Cores\":1}}");
      }
      for (int round = 0; round < each; round++) {
        for (int executor = 0; executor < executors; executor++) {
          task(log, round * executors + executor, executor, round);
        }
      }
      for (int executor = 0; executor < executors; executor += 10) {
        line(
            log,
            "{\"Event\":\"SparkListenerExecutorRemoved\",\"Timestamp\":"
                + (START + 1000L * SECONDS_PER_EXECUTOR * each)
                + ",\"Executor ID\":\""
                + executor
                + "\",\"Removed Reason\":\"Command exited with code 137\"}");
      }
      line(
          log,
          "{\"Event\":\"SparkListenerApplicationEnd\",\"Timestamp\":"
              + (START + 1000L * SECONDS_PER_EXECUTOR * each + 5000)
              + "}");
    }
    return file;
  }

  private static void task(BufferedWriter log, int index, int executor, int round)
      throws IOException {
    long launch = START + 15_000 + 1000L * SECONDS_PER_EXECUTOR * round;
    long millis = 900 + (index * 7919L) % 1000;
    line(
        log,
        "{\"Event\":\"SparkListenerTaskEnd\",\"Stage ID\":"
            + round % 20
            + ",\"Stage Attempt ID\":0,\"Task Type\":\"ResultTask\",\"Task End"
            + " Reason\":{\"Reason\":\"Success\"},\"Task Info\":{\"Task ID\":"
            + index
            + ",\"Index\":"
            + index
            + ",\"Attempt\":0,\"Launch Time\":"
            + launch
            + ",\"Executor ID\":\""
            + executor
            + "\",\"Host\":\"h\",\"Locality\":\"ANY\",\"Speculative\":false,\"Getting Result"
            + " Time\":0,\"Finish Time\":"
            + (launch + millis)
            + ",\"Failed\":false,\"Killed\":false,\"Accumulables\":[]},\"Task"
            + " Metrics\":{\"Executor Run Time\":"
            + millis
            + ",\"Executor CPU Time\":900000000,\"JVM GC Time\":"
            + index % 400
            + ",\"Memory Bytes Spilled\":0,\"Disk Bytes Spilled\":0}}");
  }

  private static void line(BufferedWriter log, String line) throws IOException {
    log.write(line);
    log.write('\n');
  }
}

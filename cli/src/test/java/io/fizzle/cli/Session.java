package io.fizzle.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs commands in this process and remembers what they printed and how they ended. */
final class Session {
  /** A driver's log that ends well, in the format of Spark 3.5. */
  static final String HEALTHY =
      """
      26/03/01 10:00:00 INFO SparkContext: Running Spark version 3.5.7
      26/03/01 10:00:00 INFO SparkContext: Submitted application: nightly
      26/03/01 10:05:00 INFO DAGScheduler: Job 0 finished: count at Nightly.java:3, took 200.1 s
      26/03/01 10:05:01 INFO SparkContext: Successfully stopped SparkContext
      """;

  /** A driver's log that tells of an executor killed at its container's limit. */
  static final String CONTAINER_OOM =
      """
      26/03/01 10:00:00 INFO SparkContext: Running Spark version 3.5.7
      26/03/01 10:00:00 INFO SparkContext: Submitted application: wide-join
      26/03/01 10:01:00 ERROR YarnScheduler: Lost executor 3 on node-3: Container killed by YARN for\
       exceeding physical memory limits. 5.6 GB of 5.5 GB physical memory used. Consider boosting\
       spark.executor.memoryOverhead.
      """;

  /** An executor's log that ends with a signal of which nobody knows the sender. */
  static final String KILLED =
      """
      26/03/01 10:00:02 INFO CoarseGrainedExecutorBackend: Started daemon with process name: 4@n4
      26/03/01 10:00:05 INFO Executor: Running task 0.0 in stage 0.0 (TID 0)
      26/03/01 10:00:09 ERROR CoarseGrainedExecutorBackend: RECEIVED SIGNAL TERM
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  static Path file(Path folder, String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

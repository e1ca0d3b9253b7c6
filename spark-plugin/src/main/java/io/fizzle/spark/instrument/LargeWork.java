package io.fizzle.spark.instrument;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something large that Spark ships for a stage, seen by the plugin without the job's help.
 *
 * @param kind what is large
 * @param stage Spark's id of the stage that ships it; of a broadcast the next one that ran
 * @param callSite where the user's program asked for the stage: {@code count at Report.java:12}
 * @param bytes how large it is: serialised; of a broadcast as it is sent, compressed
 * @param captures what carries the bytes, as in {@link ClosureSize#captures}; empty where it could
 *     not be found
 * @param path of a broadcast: where the stage's functions hold it; null where they do not
 */
public record LargeWork(
    Kind kind,
    int stage,
    String callSite,
    long bytes,
    List<Capture> captures,
    @Nullable String path) {
  /** What is large. */
  public enum Kind {
    /** The task itself, mostly by the data of its partition. */
    TASK,
    /** The RDDs and functions that all tasks of a stage share. */
    TASK_BINARY,
    /** A broadcast variable, or the smaller side of a join. */
    BROADCAST
  }

  public LargeWork {
    captures = List.copyOf(captures);
  }

  /** One sentence for people. */
  public String sentence() {
    return switch (kind) {
      case TASK ->
          "each task of "
              + where()
              + " is "
              + Amounts.bytes(bytes)
              + " beyond its functions"
              + "; read the data in the tasks instead of handing it to parallelize";
      case TASK_BINARY ->
          "the functions of "
              + where()
              + " are "
              + Amounts.bytes(bytes)
              + ", sent to every executor"
              + ClosureSize.carriers(captures)
              + "; broadcast it or capture less";
      case BROADCAST ->
          "a broadcast of "
              + Amounts.bytes(bytes)
              + " compressed was made before "
              + where()
              + (path == null ? "" : ", which holds it as " + path)
              + "; send only what is used, or join instead";
    };
  }

  private String where() {
    return "stage " + stage + " (" + callSite + ")";
  }
}

package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.CodeChange;
import java.util.List;

/** Remedies for threads of one JVM that are in each other's way; no setting makes a lock faster. */
public final class LockRemedies {
  private LockRemedies() {}

  /**
   * For threads that wait for each other.
   *
   * @param ofTasks true where tasks are among them
   */
  public static List<Remedy> deadlock(boolean ofTasks) {
    String until =
        ofTasks
            ? " Until then one task in each JVM (spark.task.cpus equal to spark.executor.cores)"
                + " keeps tasks out of each other's way."
            : "";
    return List.of(
        new CodeChange(
            "Take the two locks in the same order everywhere, or one lock instead of two",
            "",
            "Each of the threads has what another one wants, so none goes on, whatever the"
                + " timeouts; only the end of the process ends it."
                + until,
            Risk.low("a change in the user's code, or a newer release of the library that locks"),
            "a thread dump of the same stage without \"Found one Java-level deadlock\""));
  }

  /**
   * For tasks that queue for one lock.
   *
   * @param type class of what is locked
   * @param holder the thread that has it, empty where not told
   */
  public static List<Remedy> oneLock(String type, String holder) {
    return List.of(
        new CodeChange(
            "Give each task an object of its own instead of one shared " + type,
            "rdd.mapPartitions { rows => val client = new Client(); rows.map(client.look) }"
                + "  // not an object's static field",
            "Tasks of one executor share its JVM: what is static, a singleton or a connection is"
                + " shared by all of them, and only one works at a time."
                + (holder.isEmpty() ? "" : " In the dump it was " + holder + "."),
            Risk.low("a change in the user's code; each task pays for its own object"),
            "a thread dump of the same stage in which tasks run in parallel"));
  }
}

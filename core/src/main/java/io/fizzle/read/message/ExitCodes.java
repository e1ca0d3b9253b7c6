package io.fizzle.read.message;

import java.util.Map;

/**
 * What an exit status means by itself, before any log is looked at.
 *
 * <p>Sources: {@code SparkExitCode} and {@code ExecutorExitCode} of Spark 4.2 (57 and 58 since 4.0,
 * 11 since 3.5, 101 since 4.1, 124 since 4.0), {@code yarn.ApplicationMaster} (10 to 15), Hadoop
 * 3.4 {@code ContainerExitStatus} (negative), HotSpot (3, 134), POSIX shells (126, 127, 128 +
 * signal).
 */
public final class ExitCodes {

  /** What is known from the status alone. */
  public enum Kind {
    SUCCESS,
    GENERAL_FAILURE,
    SHELL_MISUSE,
    /**
     * HotSpot's {@code ExitOnOutOfMemoryError}, or Spark's path-not-found since 3.4: the text must
     * decide.
     */
    EXIT_ON_OOM_OR_PATH_NOT_FOUND,
    APPLICATION_MASTER_FAILED,
    TOO_MANY_EXECUTOR_FAILURES,
    USER_CLASS_EXCEPTION,
    UNCAUGHT_EXCEPTION,
    /** Spark's handler saw an {@code OutOfMemoryError} of any pool. */
    SPARK_OUT_OF_MEMORY,
    DISK_STORE,
    EXTERNAL_BLOCK_STORE,
    HEARTBEAT_FAILURE,
    TASK_REAPER,
    BLOCK_MANAGER_REREGISTRATION,
    CLASS_NOT_FOUND,
    DRIVER_TIMEOUT,
    NOT_EXECUTABLE,
    COMMAND_NOT_FOUND,
    ABORT,
    SIGKILL,
    SIGSEGV,
    SIGTERM,
    OTHER_SIGNAL,
    OUT_OF_RANGE,
    NO_STATUS,
    YARN_ABORTED,
    YARN_DISKS_FAILED,
    YARN_PREEMPTED,
    YARN_VIRTUAL_MEMORY,
    YARN_PHYSICAL_MEMORY,
    YARN_KILLED_BY_APPLICATION_MASTER,
    YARN_KILLED_BY_RESOURCE_MANAGER,
    YARN_KILLED_AFTER_APPLICATION,
    YARN_KILLED_BY_SCHEDULER,
    YARN_EXCESS_LOGS,
    YARN_NOT_STARTED,
    UNKNOWN
  }

  /**
   * A status explained.
   *
   * @param text one short sentence for people
   */
  public record Meaning(String text, Kind kind) {}

  private static final Map<Integer, Meaning> MEANINGS =
      Map.ofEntries(
          entry(0, Kind.SUCCESS, "the process ended by itself without an error"),
          entry(1, Kind.GENERAL_FAILURE, "the JVM could not start, or its main thread failed"),
          entry(2, Kind.SHELL_MISUSE, "wrong use of a shell command"),
          entry(
              3,
              Kind.EXIT_ON_OOM_OR_PATH_NOT_FOUND,
              "ExitOnOutOfMemoryError ended the JVM, or Spark did not find a path"),
          entry(10, Kind.APPLICATION_MASTER_FAILED, "uncaught exception in the application master"),
          entry(11, Kind.TOO_MANY_EXECUTOR_FAILURES, "too many executors had failed"),
          entry(12, Kind.APPLICATION_MASTER_FAILED, "the application master lost its manager"),
          entry(13, Kind.APPLICATION_MASTER_FAILED, "the SparkContext was not ready in time"),
          entry(14, Kind.APPLICATION_MASTER_FAILED, "a security problem in the application master"),
          entry(15, Kind.USER_CLASS_EXCEPTION, "the user's main class threw an exception"),
          entry(16, Kind.APPLICATION_MASTER_FAILED, "the application master ended too early"),
          entry(17, Kind.APPLICATION_MASTER_FAILED, "the driver disconnected from its master"),
          entry(50, Kind.UNCAUGHT_EXCEPTION, "an uncaught exception reached Spark's handler"),
          entry(51, Kind.UNCAUGHT_EXCEPTION, "an uncaught exception, and logging it failed too"),
          entry(52, Kind.SPARK_OUT_OF_MEMORY, "an OutOfMemoryError reached Spark's handler"),
          entry(53, Kind.DISK_STORE, "no local directory could be created"),
          entry(54, Kind.EXTERNAL_BLOCK_STORE, "the external block store did not start"),
          entry(55, Kind.EXTERNAL_BLOCK_STORE, "the external block store has no directory"),
          entry(56, Kind.HEARTBEAT_FAILURE, "the executor could not reach the driver any more"),
          entry(57, Kind.TASK_REAPER, "a killed task did not stop, so its executor was ended"),
          entry(
              58, Kind.BLOCK_MANAGER_REREGISTRATION, "the block manager could not register again"),
          entry(101, Kind.CLASS_NOT_FOUND, "the main class was not found"),
          entry(124, Kind.DRIVER_TIMEOUT, "the driver ran longer than allowed"),
          entry(126, Kind.NOT_EXECUTABLE, "the command could not be executed"),
          entry(127, Kind.COMMAND_NOT_FOUND, "the command was not found"),
          entry(
              134, Kind.ABORT, "aborted (SIGABRT): a crash of the JVM, or CrashOnOutOfMemoryError"),
          entry(137, Kind.SIGKILL, "killed (SIGKILL), which does not tell by whom"),
          entry(139, Kind.SIGSEGV, "segmentation fault (SIGSEGV) outside a JVM's own handler"),
          entry(143, Kind.SIGTERM, "asked to end (SIGTERM)"),
          entry(255, Kind.OUT_OF_RANGE, "exit status -1 or out of range"),
          entry(-1, Kind.NO_STATUS, "no container status was known"),
          entry(-100, Kind.YARN_ABORTED, "released by YARN, usually with its node"),
          entry(-101, Kind.YARN_DISKS_FAILED, "the node's disks failed"),
          entry(-102, Kind.YARN_PREEMPTED, "preempted by YARN"),
          entry(-103, Kind.YARN_VIRTUAL_MEMORY, "over the container's virtual memory limit"),
          entry(-104, Kind.YARN_PHYSICAL_MEMORY, "over the container's physical memory limit"),
          entry(-105, Kind.YARN_KILLED_BY_APPLICATION_MASTER, "ended by the application master"),
          entry(-106, Kind.YARN_KILLED_BY_RESOURCE_MANAGER, "ended by the resource manager"),
          entry(-107, Kind.YARN_KILLED_AFTER_APPLICATION, "ended after its application"),
          entry(-108, Kind.YARN_KILLED_BY_SCHEDULER, "ended by the container scheduler"),
          entry(-109, Kind.YARN_EXCESS_LOGS, "wrote more logs than allowed"),
          entry(-1000, Kind.YARN_NOT_STARTED, "the container never ran"));

  private ExitCodes() {}

  /** The meaning of any status; statuses above 128 that nobody defines are told as signals. */
  public static Meaning of(int status) {
    Meaning known = MEANINGS.get(status);
    if (known != null) {
      return known;
    }
    return status > 128 && status <= 128 + 64
        ? new Meaning("ended by signal " + (status - 128), Kind.OTHER_SIGNAL)
        : new Meaning("exit status " + status + " of the program itself", Kind.UNKNOWN);
  }

  private static Map.Entry<Integer, Meaning> entry(int status, Kind kind, String text) {
    return Map.entry(status, new Meaning(text, kind));
  }
}

package io.fizzle.read;

import io.fizzle.evidence.Owner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the command line of a Spark process tells of it. */
public final class CommandLine {
  private static final Pattern EXECUTOR_ID =
      Pattern.compile("--executor-id[\"',\\s=]{1,6}([\\w.-]{1,80})");
  private static final Pattern HOST_NAME =
      Pattern.compile("--hostname[\"',\\s=]{1,6}([\\w.:-]{1,255})");
  private static final Pattern HEAP_MAX = Pattern.compile("-Xmx(\\d{1,15})([kKmMgGtT]?)(?!\\w)");

  private CommandLine() {}

  /**
   * The process that a command line starts, {@link Owner#UNKNOWN} where it is none of Spark's. Main
   * classes of Spark 2.4 to 4.1: {@code CoarseGrainedExecutorBackend} and its YARN and Kubernetes
   * subclasses, {@code SparkSubmit} (client mode, Kubernetes drivers), {@code DriverWrapper}
   * (standalone cluster mode), YARN's {@code ApplicationMaster} (holds the driver) and {@code
   * ExecutorLauncher} (does not).
   */
  public static Owner owner(String command) {
    if (command.contains("ExecutorBackend")) {
      Matcher id = EXECUTOR_ID.matcher(command);
      return Owner.executor(id.find() ? id.group(1) : "");
    }
    if (command.contains("org.apache.spark.deploy.master.Master")) {
      return new Owner(Owner.Role.MASTER, "");
    }
    if (command.contains("org.apache.spark.deploy.worker.DriverWrapper")) {
      return Owner.DRIVER;
    }
    if (command.contains("org.apache.spark.deploy.worker.Worker")) {
      return new Owner(Owner.Role.WORKER, "");
    }
    if (command.contains("org.apache.spark.deploy.yarn.ExecutorLauncher")) {
      return new Owner(Owner.Role.APPLICATION_MASTER, "");
    }
    return command.contains("org.apache.spark.deploy.SparkSubmit")
            || command.contains("org.apache.spark.deploy.yarn.ApplicationMaster")
        ? Owner.DRIVER
        : Owner.UNKNOWN;
  }

  /** The host given to an executor, null where the command has none. */
  public static @Nullable String host(String command) {
    Matcher matcher = HOST_NAME.matcher(command);
    return matcher.find() ? matcher.group(1) : null;
  }

  /** The last {@code -Xmx} in bytes (the one that counts), 0 where the command has none. */
  public static long heapMax(String command) {
    Matcher matcher = HEAP_MAX.matcher(command);
    long bytes = 0;
    while (matcher.find()) {
      bytes = Long.parseLong(matcher.group(1)) * unit(matcher.group(2));
    }
    return bytes;
  }

  private static long unit(String letter) {
    return switch (letter) {
      case "k", "K" -> 1L << 10;
      case "m", "M" -> 1L << 20;
      case "g", "G" -> 1L << 30;
      case "t", "T" -> 1L << 40;
      default -> 1;
    };
  }
}

package io.fizzle.cause.memory;

import io.fizzle.application.Application;
import io.fizzle.cause.Missing;
import io.fizzle.cause.Signs;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.signal.JvmSignal;

/** What an exit code says of a JVM's memory, read together with the configuration. */
final class ExitSigns {
  /** {@code SparkExitCode.OOM}, all versions. */
  static final int SPARK_OUT_OF_MEMORY = 52;

  /**
   * HotSpot with {@code -XX:+ExitOnOutOfMemoryError}; Spark 3.4 and later also name 3 otherwise.
   */
  private static final int EXIT_ON_OUT_OF_MEMORY = 3;

  /** SIGABRT: {@code -XX:+CrashOnOutOfMemoryError}, but also every other fatal error of the JVM. */
  private static final int ABORTED = 134;

  /** {@code os::abort} without a core file, {@code -XX:-CreateCoredumpOnCrash}: {@code os::die}. */
  private static final int ABORTED_WITHOUT_CORE = 1;

  /** SIGTERM; {@code YarnSparkHadoopUtil.addOutOfMemoryErrorArgument}, all versions. */
  private static final int TERMINATED = 143;

  private ExitSigns() {}

  /**
   * Weighs the exit code for a JVM's out-of-memory error.
   *
   * @param confirmed true where the error itself was seen, so that the code only confirms it
   */
  static void weighMemoryExit(
      ProcessLost lost, Application application, Scale scale, boolean confirmed) {
    Integer code = lost.ledger().exitCode();
    Evidence evidence = lost.ledger().exitEvidence();
    if (code == null || evidence == null) {
      return;
    }
    if (code == SPARK_OUT_OF_MEMORY) {
      scale.supports(
          confirmed ? Strength.HINT : Strength.STRONG,
          evidence,
          "exit code 52: Spark's handler saw an OutOfMemoryError");
      requireText(confirmed, scale);
    } else if (code == EXIT_ON_OUT_OF_MEMORY) {
      boolean configured = Signs.hasJvmOption(application, "ExitOnOutOfMemoryError");
      if (!configured && Signs.knowsJvmOptions(application)) {
        return;
      }
      scale.supports(
          configured ? Strength.STRONG : Strength.HINT,
          evidence,
          configured
              ? "exit code 3 with -XX:+ExitOnOutOfMemoryError: the JVM ended at its first"
                  + " OutOfMemoryError"
              : "exit code 3: HotSpot's code with -XX:+ExitOnOutOfMemoryError, where that is set");
      requireText(confirmed, scale);
    } else if (code == TERMINATED && !confirmed && Signs.isYarnExit(lost)) {
      scale
          .supports(
              Strength.HINT,
              evidence,
              "exit status 143 on YARN: Spark has its executors `kill %p` themselves at an"
                  + " OutOfMemoryError, which is one possible sender of SIGTERM")
          .missing(Missing.EXECUTOR_LOG);
    } else if (aborts(code, application) && !crashed(lost)) {
      scale.supports(
          Strength.STRONG,
          evidence,
          "exit code "
              + code
              + " with -XX:+CrashOnOutOfMemoryError: the JVM aborted at its first "
              + "OutOfMemoryError");
      requireText(confirmed, scale);
    }
  }

  private static boolean aborts(int code, Application application) {
    return Signs.hasJvmOption(application, "CrashOnOutOfMemoryError")
        && (code == ABORTED
            || (code == ABORTED_WITHOUT_CORE
                && Signs.lacksJvmOption(application, "CreateCoredumpOnCrash")));
  }

  private static void requireText(boolean confirmed, Scale scale) {
    if (!confirmed) {
      scale.missing(Missing.EXECUTOR_LOG);
    }
  }

  private static boolean crashed(ProcessLost lost) {
    return lost.life().facts().all(JvmSignal.Crashed.class).stream()
        .anyMatch(crash -> crash.memory() == null);
  }
}

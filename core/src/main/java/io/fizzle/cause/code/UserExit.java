package io.fizzle.cause.code;

import io.fizzle.application.Application;
import io.fizzle.application.ProcessLife;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Missing;
import io.fizzle.cause.Page;
import io.fizzle.cause.Signs;
import io.fizzle.cause.Strength;
import io.fizzle.cause.VitalsCourse;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ApplicationFailed;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.remedy.CodeRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.JvmSignal;
import java.util.List;
import java.util.Set;

/** Code in the process ended the JVM on purpose. */
public final class UserExit extends Cause {

  public UserExit() {
    super("user-exit", "Code called System.exit", "ended itself with System.exit", Answer.NEITHER);
  }

  @Override
  public Page page() {
    return new Page(
            "User code or a library called `System.exit` or `Runtime.halt` inside the"
                + " executor or the driver.",
            "An exit code that neither Spark nor a signal uses, or exit code 1 of an executor"
                + " that had been working, whose own log tells of no error: without that log it may"
                + " be Spark's own. Of a driver on"
                + " YARN: `User application exited with status N`, or exit code 16, `Shutdown hook"
                + " called before final status was reported`, without a signal.",
            "Spark's own exit codes (50 to 58) and signals (above 128). Exit code 3 is"
                + " HotSpot's with `-XX:+ExitOnOutOfMemoryError`.",
            "More memory, because an executor was lost.")
        .looksLike(
            "An exit code that is neither Spark's nor a signal's, or a driver that ends in"
                + " the middle of a job without an exception.")
        .fixedBy(
            "Find the call of `System.exit`, `sys.exit` or `os._exit`, also in libraries."
                + " Return from `main` or throw instead, and stop the session first.")
        .refutedBy(
            "the status is the number that the code gave (Java, `Runtime.exit`); memory"
                + " errors have statuses of their own (Spark, `SparkExitCode`).");
  }

  /** Codes with a meaning of their own: Spark's exit codes, the shell's and YARN's. */
  private static final Set<Integer> TAKEN =
      Set.of(
          0, 1, 3, 10, 11, 12, 13, 14, 15, 16, 17, 50, 51, 52, 53, 54, 55, 56, 57, 58, 101, 124,
          126, 127, 255);

  private static final int SIGNALS = 128;
  private static final int FAILURE = 1;
  private static final int EXIT_ON_OUT_OF_MEMORY = 3;

  @Override
  protected void weighLoss(ProcessLost lost, Application application, Scale scale) {
    Integer code = lost.ledger().exitCode();
    Evidence exit = lost.ledger().exitEvidence();
    if (code != null && code == FAILURE && abortsAlike(application)) {
      return;
    }
    if (code != null && exit != null && (code == FAILURE || isOrdinary(code, application))) {
      weighFailureCode(lost, code, exit, scale);
      return;
    }
    if (code != null && exit != null && code == EXIT_ON_OUT_OF_MEMORY) {
      weighUnknownOptions(application, exit, scale);
      return;
    }
    if (code == null || exit == null || code < 0 || code > SIGNALS || TAKEN.contains(code)) {
      return;
    }
    scale.supports(
        Strength.STRONG, exit, "exit code " + code + ", which neither Spark nor a signal uses");
  }

  /**
   * The application master knows no more than that the program's own process ended, or that its JVM
   * did before the program had returned ({@code ApplicationMaster}, exit code 16).
   */
  @Override
  protected void weighFailure(
      Failure failure, Evidence evidence, Incident incident, Application application, Scale scale) {
    if (failure.kind() != FailureKind.PROGRAM_EXITED
        || hasSignal(application.driver())
        || hasSignal(application.anonymous())
        || failure.actual() > SIGNALS) {
      return;
    }
    long status = failure.actual();
    if (status > FAILURE) {
      scale.supports(
          Strength.STRONG,
          evidence,
          "the program ended itself with status " + status + ", its own");
    } else if (status == FAILURE) {
      scale
          .supports(
              Strength.HINT, evidence, "status 1, which is also that of an exception of Python's")
          .missing(Missing.PROGRAM_OUTPUT);
    } else if (application.driver().hasOwnLog()) {
      scale
          .supports(
              Strength.STRONG,
              evidence,
              "its JVM went down before the program had returned, and no signal is told")
          .missing(Missing.PROGRAM_OUTPUT);
    } else {
      scale
          .supports(Strength.HINT, evidence, "its JVM went down before the program had returned")
          .missing(Missing.DRIVER_LOG);
    }
  }

  private static boolean hasSignal(ProcessLife life) {
    return life.facts().has(JvmSignal.SignalReceived.class);
  }

  /** Exit code 3 is HotSpot's own only where the JVM was told to exit on memory errors. */
  private static boolean isOrdinary(int code, Application application) {
    return code == EXIT_ON_OUT_OF_MEMORY
        && Signs.knowsJvmOptions(application)
        && !Signs.hasJvmOption(application, "ExitOnOutOfMemoryError");
  }

  /** Of the two who end a JVM with 3, code and HotSpot, neither is told by the code alone. */
  private static void weighUnknownOptions(Application application, Evidence exit, Scale scale) {
    if (!Signs.knowsJvmOptions(application)
        && !Signs.hasJvmOption(application, "ExitOnOutOfMemoryError")) {
      scale.supports(
          Strength.HINT, exit, "exit code 3, which HotSpot uses only where it is told to");
    }
  }

  /** Without a core file a JVM that aborts on memory errors ends with 1, too. */
  private static boolean abortsAlike(Application application) {
    return Signs.hasJvmOption(application, "CrashOnOutOfMemoryError")
        && Signs.lacksJvmOption(application, "CreateCoredumpOnCrash");
  }

  /** Exit code 1 is also Spark's own for an executor that cannot start or loses its driver. */
  private static void weighFailureCode(ProcessLost lost, int code, Evidence exit, Scale scale) {
    boolean worked = lost.life().facts().has(ExecutorSignal.Added.class);
    boolean explained =
        lost.life().facts().has(ExecutorSignal.StartFailed.class)
            || Signs.couldNotStart(lost).isPresent()
            || lost.life().facts().has(ExecutorSignal.DriverGone.class)
            || lost.life().facts().has(FailureSignal.Uncaught.class)
            || !lost.memoryErrors().isEmpty();
    if (worked && !explained) {
      boolean orderly =
          lost.life().facts().all(JvmSignal.LogEnded.class).stream()
              .anyMatch(JvmSignal.LogEnded::orderly);
      // its own log would tell of exitExecutor(1, …), its driver gone or refusing it
      boolean seen = lost.life().hasOwnLog() || code != FAILURE;
      scale.supports(
          orderly ? Strength.STRONG : seen ? Strength.MODERATE : Strength.HINT,
          exit,
          "exit code "
              + code
              + " of an executor that had been working"
              + (seen ? ", without an error of its own" : ""));
      if (!seen) {
        scale.missing(Missing.EXECUTOR_LOG);
      }
      VitalsCourse.of(lost)
          .flatMap(VitalsCourse::endedWithoutFarewell)
          .ifPresent(sudden -> scale.opposes(Strength.STRONG, sudden.evidence(), sudden.says()));
      VitalsCourse.of(lost)
          .flatMap(VitalsCourse::saidFarewell)
          .ifPresent(closed -> scale.supports(Strength.MODERATE, closed.evidence(), closed.says()));
    }
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return CodeRemedies.userExit(exitCode(incident));
  }

  /** The status that the code gave, 0 where it is not known. */
  private static int exitCode(Incident incident) {
    if (incident instanceof ApplicationFailed failed) {
      return (int) failed.failure().actual();
    }
    if (!(incident instanceof ProcessLost lost)) {
      return 1;
    }
    Integer code = lost.ledger().exitCode();
    return code == null ? 1 : code;
  }
}

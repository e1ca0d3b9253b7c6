package io.fizzle.cause.infrastructure;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Missing;
import io.fizzle.cause.Page;
import io.fizzle.cause.Signs;
import io.fizzle.cause.Strength;
import io.fizzle.cause.VitalsCourse;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.JobFailed;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.incident.Incident.TasksFailed;
import io.fizzle.remedy.NativeRemedies;
import io.fizzle.remedy.PythonRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.JvmSignal;
import java.util.List;
import java.util.Optional;

/** A fatal error ended the JVM. */
public final class NativeCrash extends Cause {

  public NativeCrash() {
    super(
        "native-crash",
        "Crash in native code",
        "crashed in native code",
        Answer.NEITHER,
        FailureKind.PYTHON_FATAL_SIGNAL);
  }

  @Override
  public Page page() {
    return new Page(
            "Native code (a library, the JIT compiler, `Unsafe`) touched memory it must not. The"
                + " JVM wrote `hs_err_pid*.log` and aborted: exit code 134, also for SIGSEGV. A"
                + " Python worker dies the same way of its extensions.",
            "The block of the fatal error with SIGSEGV, SIGBUS or Internal Error. Its problematic"
                + " frame names the library. For a Python worker `Fatal Python error` with a"
                + " signal's name, which `spark.python.worker.faulthandler.enabled=true` (3.2 and"
                + " later) has printed.",
            "`-XX:+CrashOnOutOfMemoryError` also ends with 134, but for memory. `There is"
                + " insufficient memory for the Java Runtime Environment` writes the same file"
                + " (`node-oom`).",
            "More memory.")
        .looksLike(
            "Exit code 134 or 139, a file `hs_err_pid*.log`, `A fatal error has been"
                + " detected by the Java Runtime Environment`.")
        .fixedBy(
            "The problematic frame names the library: `C [libfoo.so]` is that library, `J`"
                + " or `V` the JVM itself. Upgrade it, or the JDK within its line; switch the"
                + " native path off to be sure: another codec (`spark.io.compression.codec`), no"
                + " native accelerator, `spark.memory.offHeap.enabled=false`.")
        .refutedBy(
            "SIGSEGV and SIGBUS are faults of native code or of the machine, not a lack of "
                + "heap (JDK, Troubleshooting Guide, fatal error logs).");
  }

  private static final int ABORTED = 134;

  /** {@code os::abort} without a core file: {@code os::die}. */
  private static final int ABORTED_WITHOUT_CORE = 1;

  private static final int SEGMENTATION_FAULT = 139;

  @Override
  protected void weighLoss(ProcessLost lost, Application application, Scale scale) {
    Optional<JvmSignal.Crashed> crash =
        lost.life().facts().all(JvmSignal.Crashed.class).stream()
            .filter(found -> found.memory() == null)
            .findFirst();
    crash.ifPresent(found -> scale.supports(Strength.PROOF, found.evidence(), says(found)));
    Evidence exit = lost.ledger().exitEvidence();
    if (exit == null) {
      return;
    }
    if (lost.ledger().exitedWith(ABORTED) && Signs.anyError(lost).isEmpty()) {
      scale.supports(
          crash.isPresent() ? Strength.HINT : Strength.STRONG,
          exit,
          "exit code 134: the JVM aborted");
      scale.missing(Missing.EXECUTOR_LOG);
      if (crash.isEmpty() && Signs.hasJvmOption(application, "CrashOnOutOfMemoryError")) {
        scale.opposes(
            Strength.STRONG, exit, "with -XX:+CrashOnOutOfMemoryError it is how memory errors end");
      }
    } else if (lost.ledger().exitedWith(SEGMENTATION_FAULT)) {
      scale.supports(Strength.STRONG, exit, "exit code 139: segmentation fault");
    } else if (lost.ledger().exitedWith(ABORTED_WITHOUT_CORE)) {
      weighRecorder(lost, application, scale);
    }
  }

  /** Of all that end a working JVM with 1, only the JVM itself does not run its shutdown hooks. */
  private static void weighRecorder(ProcessLost lost, Application application, Scale scale) {
    boolean explained =
        !lost.memoryErrors().isEmpty()
            || Signs.hasJvmOption(application, "CrashOnOutOfMemoryError")
            || lost.life().facts().has(FailureSignal.Uncaught.class);
    VitalsCourse.of(lost)
        .filter(vitals -> !explained)
        .flatMap(VitalsCourse::endedWithoutFarewell)
        .ifPresent(
            sudden ->
                scale
                    .supports(
                        Strength.STRONG, sudden.evidence(), "exit code 1 and " + sudden.says())
                    .missing(Missing.EXECUTOR_LOG));
  }

  private static String says(JvmSignal.Crashed crash) {
    return crash.problematicFrame().isEmpty()
        ? "fatal error " + crash.error()
        : "fatal error " + crash.error() + " in " + crash.problematicFrame();
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    if (isOfPython(incident)) {
      return PythonRemedies.extension();
    }
    return NativeRemedies.nativeCrash(
        Measures.conf(application), Measures.jvm(incident), error(incident), frame(incident));
  }

  private static boolean isOfPython(Incident incident) {
    FailureKind kind =
        incident instanceof TasksFailed tasks
            ? tasks.first().failure().kind()
            : incident instanceof JobFailed job ? job.failure().kind() : null;
    return kind == FailureKind.PYTHON_FATAL_SIGNAL;
  }

  private static String error(Incident incident) {
    return crash(incident).map(JvmSignal.Crashed::error).orElse("");
  }

  private static String frame(Incident incident) {
    return crash(incident).map(JvmSignal.Crashed::problematicFrame).orElse("");
  }

  private static Optional<JvmSignal.Crashed> crash(Incident incident) {
    return incident instanceof ProcessLost lost
        ? lost.life().facts().first(JvmSignal.Crashed.class)
        : Optional.empty();
  }
}

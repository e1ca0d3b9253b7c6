package io.fizzle.cause.liveness;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Missing;
import io.fizzle.cause.Page;
import io.fizzle.cause.Signs;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.DriverLost;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.remedy.LivenessRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.ApplicationSignal;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.MachineSignal;
import io.fizzle.signal.RemovalReason;
import java.util.List;
import java.util.Optional;

/** The driver's process was ended from outside. */
public final class DriverKilled extends Cause {
  private static final int SIGNALS = 128;

  public DriverKilled() {
    super("driver-killed", "Driver killed", "disappeared without ending its work", Answer.NEITHER);
  }

  @Override
  public Page page() {
    return new Page(
            "The driver got SIGKILL or SIGTERM, or its container or host went away. The executors"
                + " saw the connection close and ended themselves.",
            "Executors log that the driver `disassociated! Shutting down` although it never began"
                + " to stop, and its own log just stops; or `Invoking stop() from shutdown hook` in"
                + " the middle of a job, which is then `cancelled because SparkContext was shut"
                + " down`.",
            "A driver that threw an exception or ran out of memory: its log says so.",
            "Tuning executors: they are the victims.")
        .looksLike(
            "Executors log `Driver HOST disassociated! Shutting down`, the driver's log"
                + " just stops.")
        .fixedBy(
            "Find the sender as for `killed-externally`. In client mode the driver dies"
                + " with the shell or the notebook that started it: use cluster mode, where YARN"
                + " tries again (`spark.yarn.maxAppAttempts`) and a Kubernetes operator can"
                + " (`restartPolicy`); standalone has `--supervise`.")
        .refutedBy(
            "executors end themselves when their connection to the driver breaks (Spark, "
                + "`CoarseGrainedExecutorBackend.onDisconnected`).");
  }

  @Override
  protected void weighLoss(ProcessLost lost, Application application, Scale scale) {
    if (!(lost instanceof DriverLost) || endedByItself(lost)) {
      return;
    }
    boolean ended =
        application.facts().has(ApplicationSignal.Ended.class)
            || application.facts().has(ApplicationSignal.Stopping.class);
    if (!ended) {
      scale.supports(
          Strength.STRONG,
          lost.evidence().get(0),
          "the driver was gone without having begun to stop");
      scale.missing(Missing.KILLER);
    }
    weighShutdownHook(lost, application, scale);
    lost.life()
        .facts()
        .first(JvmSignal.SignalReceived.class)
        .ifPresent(
            signal ->
                scale.supports(
                    Strength.STRONG, signal.evidence(), "it received SIG" + signal.signal()));
    lost.life()
        .facts()
        .first(JvmSignal.LogEnded.class)
        .filter(log -> !log.orderly())
        .ifPresent(log -> scale.supports(Strength.MODERATE, log.evidence(), "its log just stops"));
    Optional<MachineSignal.ContainerOverLimit> over =
        lost.life().facts().first(MachineSignal.ContainerOverLimit.class);
    over.ifPresent(
        kill -> scale.opposes(Strength.PROOF, kill.evidence(), "its container exceeded its limit"));
    Signs.anyError(lost)
        .ifPresent(
            error ->
                scale.opposes(
                    Strength.PROOF, error.evidence(), "it ran out of memory: " + error.text()));
    lost.life()
        .facts()
        .first(JvmSignal.Crashed.class)
        .ifPresent(crash -> scale.opposes(Strength.PROOF, crash.evidence(), "it crashed"));
  }

  /** True where the main program is known to have waited for the job: it met its cancellation. */
  private static boolean waited(Application application) {
    return application.driver().facts().has(FailureSignal.DriverFailed.class);
  }

  private static void weighShutdownHook(ProcessLost lost, Application application, Scale scale) {
    application
        .facts()
        .first(ApplicationSignal.Stopping.class)
        .filter(stopping -> stopping.byShutdownHook())
        .filter(stopping -> lost.evidence().contains(stopping.evidence()))
        .ifPresent(
            stopping ->
                scale
                    .supports(
                        waited(application) ? Strength.STRONG : Strength.MODERATE,
                        stopping.evidence(),
                        "its JVM went down while a job was at work: a SIGTERM, a SIGINT or an exit")
                    .missing(waited(application) ? Missing.KILLER : Missing.DRIVER_EXIT));
  }

  /**
   * Its container tells why it ended: by itself with an exit code, or with a reason of its own; or
   * it never began.
   */
  private static boolean endedByItself(ProcessLost lost) {
    return lost.life().facts().has(MachineSignal.PodEnded.class)
        || lost.life().facts().all(MachineSignal.MasterEnded.class).stream()
            .anyMatch(ended -> ended.reason().kind() != RemovalReason.Kind.EXITED)
        || lost.life().facts().has(ExecutorSignal.StartFailed.class)
        || lost.life().facts().all(MachineSignal.ContainerExited.class).stream()
            .anyMatch(
                exited ->
                    (exited.exitStatus() > 0 && exited.exitStatus() <= SIGNALS)
                        || "Evicted".equals(exited.terminationReason())
                        || "OOMKilled".equals(exited.terminationReason()));
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return LivenessRemedies.killedExternally(
        Measures.conf(application),
        Measures.process(incident),
        Measures.host(incident, application));
  }
}

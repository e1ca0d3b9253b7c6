package io.fizzle.cause.liveness;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Missing;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.cause.Signs;
import io.fizzle.cause.Strength;
import io.fizzle.cause.VitalsCourse;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.GcTiming;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.remedy.HeapRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.remedy.ShuffleRemedies;
import io.fizzle.signal.ExecutorSignal.HeartbeatUndelivered;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.JvmSignal;
import java.util.List;

/** Garbage collection stopped the JVM longer than the heartbeat timeout: pure GC. */
public final class GcStall extends Cause {

  public GcStall() {
    super(
        "gc-stall",
        "GC pauses stopped the heartbeats",
        "was stopped by GC for so long that its heartbeats were missed",
        Answer.PURE_GC,
        FailureKind.PEER_STALLED);
  }

  /**
   * A pause is what mostly keeps connections open and silent; a frozen process, a throttled one and
   * a slow disk do too ({@code shuffle-timeout}). Only the peer's GC log tells them apart.
   */
  @Override
  protected void weighFailure(
      Failure failure, Evidence evidence, Incident incident, Application application, Scale scale) {
    if (explains(failure.kind())) {
      scale
          .supports(
              Strength.STRONG,
              evidence,
              "the peer's process kept its connection open and answered nothing")
          .missing(Missing.GC_LOG);
    } else if (failure.kind() == FailureKind.DRIVER_QUIET) {
      scale
          .supports(Strength.HINT, evidence, "a driver that collects garbage does not answer")
          .missing(Missing.DRIVER_GC_LOG);
    }
  }

  @Override
  public Page page() {
    return new Page(
            "Full collections one after another, or a very long one, stop every thread of the"
                + " executor, the one that sends heartbeats too. The driver hears nothing for"
                + " `spark.network.timeout` (120 s by default) and gives the executor up while it"
                + " still lives.",
            "Stopped time in the executor's GC log that covers at least 80 % of the silence before"
                + " the removal, and no `OutOfMemoryError`.",
            "A heartbeat timeout by itself: a frozen process, a cut network and a stalled driver"
                + " look the same to the driver (`heartbeat-lost`). A connection that closes"
                + " (`Remote RPC client disassociated`): a pause does not close connections, the"
                + " end of a process does.",
            "Raising `spark.network.timeout`: the executor stays as unusable, for longer. Raising"
                + " `spark.executor.heartbeatInterval`: it leaves fewer chances to be heard.")
        .looksLike(
            "The driver reports `Executor heartbeat timed out after 120000 ms`, or readers"
                + " `Connection to HOST has been quiet`, and the executor was alive all the time.")
        .fixedBy(
            "Shrink the live data or give the heap more room, so that full collections become"
                + " rare. On JDK 8 change from Parallel or CMS to `-XX:+UseG1GC`; since JDK 9 it is"
                + " the default unless the JVM sees a single processor or less than 1792 MiB"
                + " (HotSpot, `os::is_server_class_machine`), where it takes Serial: say it in"
                + " `spark.executor.extraJavaOptions`. Heaps above some tens of GiB: more and"
                + " smaller executors.")
        .refutedBy(
            "`spark.network.timeout` is how long the driver waits before it gives an "
                + "executor up (Spark, `HeartbeatReceiver`); heartbeats are sent by a thread of "
                + "the JVM that stands (`Heartbeater`, `Executor.reportHeartBeat`).");
  }

  /**
   * A reported pause from this length on is long enough to endanger heartbeats every ten seconds.
   */
  private static final long LONG_PAUSE_MILLIS = 10_000;

  @Override
  protected void weighLoss(ProcessLost lost, Application application, Scale scale) {
    boolean silent = Signs.fellSilent(lost);
    if (silent && lost.timing().isPresent()) {
      weighTiming(lost.timing().get(), scale);
    } else if (silent) {
      weighRecorder(lost, scale);
      scale.missing(Missing.GC_LOG);
    }
    weighReports(lost, silent, scale);
    if (!scale.weigh().isSupported()) {
      return;
    }
    Signs.anyError(lost)
        .ifPresentOrElse(
            error ->
                scale.opposes(
                    Strength.PROOF, error.evidence(), "memory ran out as well: " + error.text()),
            () -> weighQuietLog(lost, scale));
  }

  private static void weighQuietLog(ProcessLost lost, Scale scale) {
    Signs.logWithoutMemoryError(lost)
        .ifPresent(
            log -> scale.supports(Strength.HINT, log, "its own log holds no OutOfMemoryError"));
  }

  private static void weighTiming(GcTiming timing, Scale scale) {
    if (timing.misplaced()) {
      scale.missing(Missing.GC_LOG);
    } else if (timing.shareInWindow() >= Signs.COVERS) {
      scale.supports(
          timing.exact() ? Strength.PROOF : Strength.STRONG,
          timing.stallEvidence(),
          Signs.share(timing));
    } else if (timing.shareInWindow() >= Signs.THRASHING) {
      scale.supports(Strength.MODERATE, timing.stallEvidence(), Signs.share(timing));
    } else {
      scale.opposes(Strength.STRONG, timing.stallEvidence(), Signs.share(timing) + ": too little");
    }
  }

  /** Where the recorder itself stood still, what it saw until then. */
  private static void weighRecorder(ProcessLost lost, Scale scale) {
    VitalsCourse.of(lost)
        .flatMap(vitals -> vitals.frozeInCollections(lost.ledger().silence()))
        .ifPresent(reading -> scale.supports(Strength.STRONG, reading.evidence(), reading.says()));
  }

  /** Prose of operators, agents and old tools: a pause's length, or a share of time. */
  private static void weighReports(ProcessLost lost, boolean silent, Scale scale) {
    lost.life().facts().all(JvmSignal.GcReported.class).stream()
        .filter(
            report ->
                report.pauseMillis() >= LONG_PAUSE_MILLIS
                    || report.sharePercent() > 100 * Signs.THRASHING
                    || (report.full() && report.pauseMillis() < 0))
        .limit(3)
        .forEach(
            report ->
                scale.supports(
                    silent ? Strength.STRONG : Strength.MODERATE,
                    report.evidence(),
                    report.pauseMillis() > 0
                        ? "a collection took "
                            + Numbers.duration(java.time.Duration.ofMillis(report.pauseMillis()))
                        : "the process was reported to be stuck in GC"));
    List<HeartbeatUndelivered> undelivered = lost.life().facts().all(HeartbeatUndelivered.class);
    boolean gaveUp = undelivered.stream().anyMatch(HeartbeatUndelivered::gaveUp);
    undelivered.stream()
        .findFirst()
        .ifPresent(
            signal ->
                scale
                    .supports(
                        silent || gaveUp ? Strength.HINT : Strength.MODERATE,
                        signal.evidence(),
                        "its heartbeats did not get through in time: a long pause, of its own or of"
                            + " the driver, is one reason")
                    .missing(Missing.GC_LOG));
  }

  @Override
  public String verdict(Incident incident) {
    return incident instanceof ProcessLost
        ? verdict()
        : "waited for an executor that answered nothing for minutes, most likely in GC";
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    if (!(incident instanceof ProcessLost)) {
      // whose heap it was is not known before the peer's log is read
      return ShuffleRemedies.shuffleTimeout(Measures.conf(application), "");
    }
    return HeapRemedies.gcStall(Measures.conf(application), Measures.heap(incident, application));
  }
}

package io.fizzle.cause.liveness;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.LastVitals;
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
import io.fizzle.remedy.LivenessRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.ExecutorSignal.HeartbeatUndelivered;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.MachineSignal.CgroupWaits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The process stood still or could not be reached. */
public final class HeartbeatLost extends Cause {
  /** {@code ExecutorExitCode.HEARTBEAT_FAILURE}, Spark 1.6 and later. */
  private static final int HEARTBEAT_FAILURE = 56;

  /** A working executor collects at least this often; one that idles may not. */
  private static final Duration LONGEST_QUIET = Duration.ofMinutes(2);

  /** A process that is held back in every second period runs at half its speed at most. */
  private static final double THROTTLED = 0.5;

  public HeartbeatLost() {
    super(
        "heartbeat-lost",
        "Frozen or unreachable",
        "fell silent: no heartbeat arrived in time",
        Answer.NEITHER);
  }

  @Override
  public Page page() {
    return new Page(
            "The process stood still (SIGSTOP, a frozen virtual machine, CPU throttling, swapping),"
                + " the network between it and the driver was cut, or the driver was too busy to"
                + " listen, so that no heartbeat arrived in time.",
            "A heartbeat timeout while the GC log shows no pauses in the silence, often no line at"
                + " all, and no memory error anywhere. Without the executor's GC log it stays a"
                + " suspicion.",
            "Collections that cover the silence (`gc-stall`). That the executor `exited caused by"
                + " one of the running tasks` accuses nobody: Spark says so wherever it knows no"
                + " better.",
            "Raising `spark.executor.heartbeatInterval`: fewer chances in each timeout. More"
                + " memory.")
        .looksLike("`Executor heartbeat timed out after N ms`, and nothing else is wrong.")
        .fixedBy(
            "Find out who stood still: CPU limits that throttle (Kubernetes: `nr_throttled`"
                + " in `cpu.stat`), swapping, a paused virtual machine, a network policy, or a"
                + " driver that was too busy or in GC itself to listen. `spark.network.timeout`"
                + " only where the pause is known and harmless; it must stay above"
                + " `spark.executor.heartbeatInterval`.")
        .refutedBy(
            "the driver removes an executor after one timeout without any heartbeat "
                + "(Spark, `HeartbeatReceiver.expireDeadHosts`), so that fewer heartbeats are "
                + "fewer chances.");
  }

  /** Without a GC log that rules pauses out, the silence may have been one. */
  @Override
  public Optional<Answer> answer(Incident incident) {
    boolean ruledOut =
        incident instanceof ProcessLost lost
            && lost.timing()
                .filter(HeartbeatLost::reachesTheSilence)
                .filter(timing -> timing.shareInWindow() <= Signs.RULED_OUT)
                .isPresent();
    return ruledOut ? Optional.of(answer()) : Optional.empty();
  }

  @Override
  protected void weighLoss(ProcessLost lost, Application application, Scale scale) {
    if (!Signs.fellSilent(lost)) {
      weighExit(lost, scale);
      weighGivenUp(lost, scale);
      return;
    }
    Evidence removal =
        lost.ledger().evidence().isEmpty()
            ? lost.life().facts().first(JvmSignal.LogEnded.class).orElseThrow().evidence()
            : lost.ledger().evidence().get(0);
    scale.supports(
        Strength.MODERATE,
        removal,
        "no heartbeat for " + Numbers.duration(lost.ledger().silence()));
    Optional<GcTiming> timing = lost.timing();
    timing.ifPresent(measured -> weighTiming(measured, scale));
    boolean seen = weighRecorder(lost, scale);
    if (timing.isEmpty() && !seen) {
      scale.missing(Missing.GC_LOG);
    }
    Signs.anyError(lost)
        .ifPresent(
            error ->
                scale.opposes(Strength.PROOF, error.evidence(), "memory ran out: " + error.text()));
    weighWaits(lost, scale);
    weighThreads(lost, scale);
    if (!lost.life().facts().has(JvmSignal.GcReported.class)) {
      Signs.logWithoutMemoryError(lost)
          .ifPresent(
              log -> scale.supports(Strength.HINT, log, "its own log holds no OutOfMemoryError"));
    }
  }

  /** A thread dump of the silence that shows what the thread waited for that sends heartbeats. */
  private static void weighThreads(ProcessLost lost, Scale scale) {
    Instant end = lost.ledger().end();
    Duration silence = lost.ledger().silence().plus(LONGEST_QUIET);
    lost.life().facts().all(JvmSignal.ThreadsDumped.class).stream()
        .filter(dump -> !dump.heartbeats().isEmpty())
        .filter(dump -> isWithin(dump.evidence().time(), end, silence))
        .findFirst()
        .ifPresent(
            dump ->
                scale.supports(
                    Strength.STRONG,
                    dump.evidence(),
                    "the thread that sends heartbeats waited for a lock: " + dump.heartbeats()));
  }

  private static boolean isWithin(@Nullable Instant time, @Nullable Instant end, Duration before) {
    return time != null
        && end != null
        && !time.isBefore(end.minus(before))
        && !time.isAfter(end.plus(before));
  }

  /** Counters of a whole life: they show that it was held back, and not that it was then. */
  private static void weighWaits(ProcessLost lost, Scale scale) {
    for (CgroupWaits waits : lost.life().facts().all(CgroupWaits.class)) {
      if (waits.periods() > 0 && waits.throttledPeriods() >= THROTTLED * waits.periods()) {
        String time =
            waits.throttledMillis() < 0
                ? ""
                : ", its threads for "
                    + Numbers.duration(Duration.ofMillis(waits.throttledMillis()))
                    + " in sum";
        scale.supports(
            Strength.HINT,
            waits.evidence(),
            "its CPU quota held it back in %d of %d periods%s"
                .formatted(waits.throttledPeriods(), waits.periods(), time));
      }
      long silence = lost.ledger().silence().toMillis();
      if (silence > 0 && waits.memoryStalledMillis() >= silence) {
        scale.supports(
            Strength.HINT,
            waits.evidence(),
            "all of its threads waited for memory for "
                + Numbers.duration(Duration.ofMillis(waits.memoryStalledMillis()))
                + " in its life: the kernel reclaimed or swapped");
      }
    }
  }

  /** Whether the flight recorder tells if the process ran or stood still in the silence. */
  private static boolean weighRecorder(ProcessLost lost, Scale scale) {
    Duration silence = lost.ledger().silence();
    Optional<VitalsCourse> vitals = VitalsCourse.of(lost);
    Optional<LastVitals.Reading> ran = vitals.flatMap(seen -> seen.ranThroughSilence(silence));
    ran.ifPresent(reading -> scale.supports(Strength.STRONG, reading.evidence(), reading.says()));
    // a collection of a heap that has just filled up cannot be told from a process that was stopped
    vitals
        .flatMap(seen -> seen.frozeInCalm(silence))
        .ifPresent(reading -> scale.supports(Strength.HINT, reading.evidence(), reading.says()));
    vitals
        .flatMap(seen -> seen.frozeInCollections(silence))
        .ifPresent(reading -> scale.opposes(Strength.MODERATE, reading.evidence(), reading.says()));
    return ran.isPresent();
  }

  /**
   * Sixty heartbeats in a row that were not answered end the executor ({@code
   * spark.executor.heartbeat.maxFailures}): the driver did not listen, or the way to it was cut.
   */
  private static void weighGivenUp(ProcessLost lost, Scale scale) {
    if (lost.ledger().exitCode() != null || Signs.anyError(lost).isPresent()) {
      return;
    }
    lost.life().facts().all(HeartbeatUndelivered.class).stream()
        .filter(HeartbeatUndelivered::gaveUp)
        .findFirst()
        .ifPresent(
            signal ->
                scale
                    .supports(
                        Strength.MODERATE,
                        signal.evidence(),
                        "it gave up: sixty heartbeats in a row did not reach the driver")
                    .missing(Missing.DRIVER_LOG));
  }

  private static void weighExit(ProcessLost lost, Scale scale) {
    Evidence exit = lost.ledger().exitEvidence();
    if (exit != null && lost.ledger().exitedWith(HEARTBEAT_FAILURE)) {
      scale
          .supports(
              Strength.MODERATE,
              exit,
              "exit code 56: sixty heartbeats in a row did not reach the driver")
          .missing(Missing.DRIVER_LOG);
    }
  }

  private static void weighTiming(GcTiming timing, Scale scale) {
    if (!reachesTheSilence(timing)) {
      scale.missing(Missing.GC_LOG);
      return;
    }
    if (timing.shareInWindow() <= Signs.RULED_OUT) {
      scale.supports(
          timing.exact() ? Strength.STRONG : Strength.MODERATE,
          timing.stallEvidence(),
          Signs.share(timing) + silence(timing));
    } else if (timing.shareInWindow() >= Signs.THRASHING) {
      scale.opposes(Strength.PROOF, timing.stallEvidence(), Signs.share(timing));
    }
  }

  /**
   * A log that ended long before the silence may be an old copy, and one that began after it is of
   * another time: they show nothing of the silence.
   */
  private static boolean reachesTheSilence(GcTiming timing) {
    return !timing.misplaced()
        && timing.silence().minus(timing.window()).compareTo(LONGEST_QUIET) <= 0;
  }

  /** A log that is quiet for no longer than it was before does not show that its process stood. */
  private static String silence(GcTiming timing) {
    boolean usual = timing.silence().compareTo(timing.longestGap()) <= 0;
    return timing.sampled() || usual || timing.silence().toSeconds() < 2
        ? ": GC is ruled out"
        : "; its GC log is silent for the last "
            + Numbers.duration(timing.silence())
            + ": it stood still";
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return LivenessRemedies.heartbeatLost(
        Measures.conf(application), Measures.host(incident, application));
  }
}

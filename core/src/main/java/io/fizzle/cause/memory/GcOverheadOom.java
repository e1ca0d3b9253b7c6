package io.fizzle.cause.memory;

import io.fizzle.application.Application;
import io.fizzle.application.FailedAttempt;
import io.fizzle.application.ProcessLife;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Missing;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.cause.Signs;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.GcTiming;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.DriverLost;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.incident.Incident.TasksFailed;
import io.fizzle.incident.MemoryError;
import io.fizzle.remedy.HeapRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.TaskMetrics;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** GC took nearly all of the time before memory ran out: both. */
public final class GcOverheadOom extends Cause {

  public GcOverheadOom() {
    super(
        "gc-overhead-oom",
        "GC thrash that ended out of memory",
        "spent nearly all of its time in GC until memory ran out",
        Answer.MIXED,
        FailureKind.GC_OVERHEAD);
  }

  @Override
  public Page page() {
    return new Page(
            "Live data fill the heap almost to the brim. Each collection frees little and the next"
                + " one follows at once, so that the application hardly runs any more, until the"
                + " JVM gives up or an allocation fails.",
            "`OutOfMemoryError: GC overhead limit exceeded`, or any other error of the heap after"
                + " GC took more than half of the last ten seconds. The Parallel collector has"
                + " always thrown the former; G1 does so since JDK 26 and in late updates of 21 and"
                + " 25.",
            "Pure exhaustion of the heap also shows a few full collections right before the error:"
                + " their share of the time tells the two apart, not their number. That the message"
                + " is missing proves nothing: Serial, ZGC and Shenandoah never print it. Where"
                + " neither a GC log nor the tasks' metrics tell, this stays the rival of"
                + " `heap-oom`.",
            "`-XX:-UseGCOverheadLimit`: it turns the error into a standstill."
                + " `spark.executor.memoryOverhead`: it is memory outside the heap.")
        .looksLike(
            "Tasks become slower and slower, the UI's GC time turns red, then `GC overhead"
                + " limit exceeded` or `Java heap space` ends the executor.")
        .fixedBy(
            "The same as for `heap-oom`, because the heap is full of live data: more"
                + " partitions, fewer tasks at once, then more heap. Look at the heap after the"
                + " last full collection: it is what the tasks need at least. Caching serialized"
                + " (`MEMORY_AND_DISK_SER`) or less of it also empties it.")
        .refutedBy(
            "the flag only switches the check off (HotSpot, `GCOverheadChecker`;"
                + " `AdaptiveSizePolicy` in older JDKs); `spark.executor.memoryOverhead` is added"
                + " to the container beside `-Xmx` (Spark, `ResourceProfile`).");
  }

  @Override
  protected void weighFailure(
      Failure failure, Evidence evidence, Incident incident, Application application, Scale scale) {
    super.weighFailure(failure, evidence, incident, application, scale);
    if (HeapOom.HEAP.contains(failure.kind())) {
      thrash(incident)
          .ifPresent(
              says ->
                  scale
                      .supports(Strength.STRONG, evidence, failure.headline())
                      .supports(Strength.STRONG, evidence, says));
      supportIfReported(application, scale);
    }
    if (failure.kind() == FailureKind.HEAP_SPACE) {
      supportIfUnseen(failure.headline(), evidence, incident, application, scale);
    }
  }

  /** So that the rival is named and heap exhaustion stays below 90 % until GC's time is known. */
  private static void supportIfUnseen(
      String error, Evidence evidence, Incident incident, Application application, Scale scale) {
    if (UnseenGc.before(incident, application)) {
      scale
          .supports(
              Strength.STRONG,
              evidence,
              error + ": most collectors end a thrash with it too, and no GC log or metric tells")
          .missing(Missing.GC_LOG);
    }
  }

  private static void supportIfReported(Application application, Scale scale) {
    application
        .anonymous()
        .facts()
        .first(JvmSignal.GcReported.class)
        .filter(reported -> reported.sharePercent() > 100 * Signs.THRASHING)
        .ifPresent(
            reported ->
                // of some process: the line does not name the one that failed
                scale.supports(
                    Strength.STRONG, reported.evidence(), "GC took most of the time before it"));
  }

  /** Speaks against pure heap exhaustion where the failed task itself measured thrash. */
  static void opposeIfThrashing(Incident incident, Scale scale) {
    thrash(incident)
        .ifPresent(says -> scale.opposes(Strength.STRONG, incident.evidence().get(0), says));
  }

  private static Optional<String> thrash(Incident incident) {
    if (!(incident instanceof TasksFailed tasks)) {
      return Optional.empty();
    }
    return tasks.attempts().stream()
        .map(FailedAttempt::metrics)
        .filter(metrics -> metrics != null && gcShare(metrics) > Signs.THRASHING)
        .findFirst()
        .map(
            metrics ->
                "the task spent " + Numbers.percent(gcShare(metrics)) + " of its time in GC");
  }

  /**
   * The last-ditch collections of a full heap take most of a task that fills it in a second or two,
   * so a shorter time than that of {@link GcTiming} tells nothing.
   */
  private static double gcShare(TaskMetrics metrics) {
    long time = Math.max(metrics.runMillis(), metrics.durationMillis());
    long window = Math.max(time, GcTiming.BEFORE_ERROR.toMillis());
    return Math.min(1, metrics.gcMillis() / (double) window);
  }

  /** A few full collections come before any memory error. */
  private static final int MANY = 10;

  /** An old generation with more room than this left after a full collection is none too small. */
  private static final double NEARLY_FULL = 0.95;

  @Override
  protected void weighLoss(ProcessLost lost, Application application, Scale scale) {
    Signs.error(lost, EnumSet.of(FailureKind.GC_OVERHEAD))
        .ifPresent(
            error ->
                scale.supports(Strength.PROOF, error.evidence(), "the JVM threw " + error.text()));
    if (lost instanceof DriverLost) {
      return;
    }
    onlyHeapSpace(lost)
        .ifPresent(
            error ->
                supportIfUnseen(
                    "the JVM threw " + error.text(), error.evidence(), lost, application, scale));
    Optional<MemoryError> heap = Signs.error(lost, HeapOom.HEAP);
    weighFullHeap(lost, scale);
    boolean error = heap.isPresent() || scale.weigh().isSupported();
    if (error) {
      ExitSigns.weighMemoryExit(lost, application, scale, true);
      weighShare(lost, heap, scale);
    }
  }

  /** Nearly every other collection a full one, and none of them frees the old generation. */
  private static void weighFullHeap(ProcessLost lost, Scale scale) {
    lost.life().facts().all(JvmSignal.HeapAfterGc.class).stream()
        .filter(heap -> heap.fullCollections() >= MANY)
        .filter(heap -> heap.usedKib() >= heap.totalKib() * NEARLY_FULL)
        .filter(heap -> 3 * heap.fullCollections() >= heap.collections())
        .reduce((first, second) -> second)
        .ifPresent(
            heap ->
                scale.supports(
                    Strength.STRONG,
                    heap.evidence(),
                    heap.fullCollections()
                        + " of "
                        + heap.collections()
                        + " collections were full ones, and after the last the old generation was "
                        + Numbers.percent(heap.usedKib() / (double) heap.totalKib())
                        + " full"));
  }

  /** The first error, where it is the heap's and the JVM did not blame GC itself. */
  private static Optional<MemoryError> onlyHeapSpace(ProcessLost lost) {
    boolean blamesGc = Signs.error(lost, EnumSet.of(FailureKind.GC_OVERHEAD)).isPresent();
    return Signs.anyError(lost)
        .filter(error -> error.kind() == FailureKind.HEAP_SPACE && !blamesGc);
  }

  private static void weighShare(ProcessLost lost, Optional<MemoryError> heap, Scale scale) {
    boolean overhead = heap.isEmpty();
    lost.timing()
        .ifPresent(
            timing -> {
              String share = Numbers.percent(timing.shareBeforeError());
              if (timing.shareBeforeError() > Signs.THRASHING) {
                scale.supports(
                    Strength.PROOF,
                    timing.evidence(),
                    "GC took " + share + " of the last ten seconds before the error");
              } else if (!overhead && timing.shareBeforeError() < Signs.QUIET) {
                scale.opposes(
                    Strength.STRONG,
                    timing.evidence(),
                    "GC took only " + share + " of the last ten seconds before the error");
              }
            });
    reportedShare(lost.life())
        .ifPresent(
            reported ->
                scale.supports(
                    Strength.STRONG,
                    reported.evidence(),
                    "GC was reported to take most of the time before the error"));
    heap.ifPresent(found -> weighTask(found, scale));
  }

  private static void weighTask(MemoryError found, Scale scale) {
    TaskMetrics metrics = found.metrics();
    if (metrics == null || gcShare(metrics) <= Signs.THRASHING) {
      return;
    }
    scale
        .supports(Strength.STRONG, found.evidence(), "the JVM threw " + found.text())
        .supports(
            Strength.MODERATE,
            found.evidence(),
            "the failed task spent " + Numbers.percent(gcShare(metrics)) + " of its time in GC");
  }

  private static Optional<JvmSignal.GcReported> reportedShare(ProcessLife life) {
    return life.facts().all(JvmSignal.GcReported.class).stream()
        .filter(reported -> reported.sharePercent() > 100 * Signs.THRASHING)
        .findFirst();
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return Measures.withHeapDump(
        HeapRemedies.gcThrash(Measures.conf(application), Measures.heap(incident, application)),
        incident,
        application);
  }
}

package io.fizzle.cause.memory;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.LastVitals;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.cause.Signs;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.GcTiming;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.DriverLost;
import io.fizzle.incident.Incident.MasterLost;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.incident.MemoryError;
import io.fizzle.remedy.HeapRemedies;
import io.fizzle.remedy.MasterRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The Java heap was full of live data: pure out of memory. */
public final class HeapOom extends Cause {
  static final Set<FailureKind> HEAP =
      EnumSet.of(FailureKind.HEAP_SPACE, FailureKind.OUT_OF_MEMORY);

  public HeapOom() {
    super(
        "heap-oom",
        "Java heap exhausted",
        "ran out of Java heap",
        Answer.PURE_OOM,
        FailureKind.HEAP_SPACE,
        FailureKind.OUT_OF_MEMORY);
  }

  @Override
  public Page page() {
    return new Page(
            "Tasks hold more live objects than the heap has room for: too many tasks at once,"
                + " partitions that are too large or skewed, huge rows, or state that user code"
                + " keeps. An allocation fails, the JVM throws, and Spark's handler ends the"
                + " executor with exit code 52. With `-XX:+ExitOnOutOfMemoryError` it is 3; on YARN"
                + " often 143, because the `kill %p` of its own option may be faster.",
            "`java.lang.OutOfMemoryError: Java heap space` in a lost task or in the executor's log,"
                + " while GC took less than 30 % of the ten seconds before it. A few full"
                + " collections that free almost nothing right before the error belong to it: they"
                + " are the collector's last attempts.",
            "`SparkOutOfMemoryError`: Spark's own accounting, the executor lives on"
                + " (`execution-memory-exhausted`). A container killed at its limit leaves no error"
                + " of Java (`container-oom`). Where GC took most of the time first, it is both"
                + " (`gc-overhead-oom`).",
            "Raising `spark.executor.memoryOverhead`: it is memory outside the heap. Another"
                + " collector, or `spark.memory.offHeap.enabled`: what lives on the heap stays"
                + " there.")
        .looksLike(
            "Tasks fail with `java.lang.OutOfMemoryError: Java heap space`, executors end"
                + " with exit code 52, Spark starts them again and they end again at the same"
                + " stage.")
        .fixedBy(
            "More heap for each task. Split the data further: more partitions"
                + " (`spark.sql.shuffle.partitions`, `repartition`), or remove the skew where one"
                + " task is far above the others. Else fewer tasks at once"
                + " (`spark.executor.cores`), or `spark.executor.memory`. On YARN and Kubernetes"
                + " the container grows with it by itself: heap plus the larger of 384 MiB and a"
                + " tenth (four tenths for Python and R on Kubernetes); standalone workers must"
                + " offer it (`SPARK_WORKER_MEMORY`).")
        .refutedBy(
            "the overhead is added to the container and does not change `-Xmx` (Spark, "
                + "`ResourceProfile`); `spark.memory.offHeap.enabled` moves only what Spark's "
                + "own memory manager allocates (`TaskMemoryManager`).");
  }

  @Override
  protected void weighFailure(
      Failure failure, Evidence evidence, Incident incident, Application application, Scale scale) {
    if (Signs.isOfTheProgram(incident, application)) {
      return;
    }
    super.weighFailure(failure, evidence, incident, application, scale);
    GcOverheadOom.opposeIfThrashing(incident, scale);
  }

  @Override
  protected Strength strength(FailureKind kind) {
    return kind == FailureKind.HEAP_SPACE ? Strength.PROOF : Strength.STRONG;
  }

  @Override
  protected void weighLoss(ProcessLost lost, Application application, Scale scale) {
    if (lost instanceof DriverLost) {
      return;
    }
    Optional<MemoryError> error = Signs.error(lost, HEAP);
    error.ifPresent(
        found -> {
          scale.supports(strength(found.kind()), found.evidence(), "the JVM threw " + found.text());
          opposeIfAnotherCameFirst(lost, found, scale);
        });
    if (error.isPresent() || lost.memoryErrors().isEmpty()) {
      // where another pool's error is on record, the exit code stands for that one
      ExitSigns.weighMemoryExit(lost, application, scale, error.isPresent());
    }
    lost.timing().ifPresent(timing -> weighTiming(timing, error.isPresent(), scale));
    boolean thrashing =
        lost.timing().filter(gc -> gc.shareBeforeError() > Signs.THRASHING).isPresent();
    LastVitals.of(lost)
        .filter(vitals -> !thrashing)
        .ifPresent(vitals -> weighVitals(vitals, scale));
    Signs.heapDumpWithoutError(lost)
        .ifPresent(dump -> scale.supports(Strength.HINT, dump.evidence(), Signs.LEFT_A_HEAP_DUMP));
  }

  /** Adds to an error or an exit code; a full heap by itself ends nothing. */
  private static void weighVitals(LastVitals vitals, Scale scale) {
    if (!scale.weigh().isSupported()) {
      return;
    }
    vitals
        .heapFull()
        .ifPresent(full -> scale.supports(Strength.MODERATE, full.evidence(), full.says()));
    vitals
        .heapRoomy()
        .ifPresent(room -> scale.opposes(Strength.HINT, room.evidence(), room.says()));
  }

  private static void opposeIfAnotherCameFirst(ProcessLost lost, MemoryError found, Scale scale) {
    MemoryError first = lost.memoryErrors().get(0);
    if (!HEAP.contains(first.kind())) {
      scale.opposes(
          Strength.STRONG, first.evidence(), "the first error was another one: " + first.text());
    } else if (lost.memoryErrors().stream()
        .anyMatch(error -> error.kind() == FailureKind.GC_OVERHEAD)) {
      scale.opposes(
          Strength.STRONG,
          found.evidence(),
          "the JVM also said that the GC overhead limit was exceeded");
    }
  }

  private static void weighTiming(GcTiming timing, boolean hasError, Scale scale) {
    if (!hasError) {
      return;
    }
    String share = Numbers.percent(timing.shareBeforeError());
    if (timing.shareBeforeError() > Signs.THRASHING) {
      scale.opposes(
          Strength.PROOF,
          timing.evidence(),
          "GC took " + share + " of the last ten seconds before the error: not memory alone");
    } else if (timing.shareBeforeError() < Signs.QUIET) {
      scale.supports(
          Strength.HINT,
          timing.evidence(),
          "GC took only " + share + " of the last ten seconds before the error" + filled(timing));
    }
  }

  private static String filled(GcTiming timing) {
    return timing.recovered() < 0
        ? ""
        : "; a full collection freed "
            + Numbers.percent(timing.recovered())
            + (timing.occupied() < 0
                ? ""
                : " and left the heap " + Numbers.percent(timing.occupied()) + " full");
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    if (incident instanceof MasterLost) {
      return MasterRemedies.heapOutOfMemory(Measures.conf(application));
    }
    return Measures.withHeapDump(
        HeapRemedies.heapOutOfMemory(
            Measures.conf(application), Measures.heap(incident, application)),
        incident,
        application);
  }
}

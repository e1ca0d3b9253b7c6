package io.fizzle.signal;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts about one JVM, from its GC log, its own last words, its crash file or its Spark log. */
public sealed interface JvmSignal extends Signal {

  /** The process that the JVM is; may be {@link Owner#UNKNOWN}. */
  Owner owner();

  /** The process id behind an owner. */
  record ProcessIdentified(Evidence evidence, Owner owner, long pid, @Nullable String host)
      implements JvmSignal {}

  /**
   * What the JVM said of itself at its start.
   *
   * @param collector {@code Serial}, {@code Parallel}, {@code CMS}, {@code G1}, {@code Shenandoah}
   *     or {@code Z}, null where not told
   * @param javaMajor 8, 11, 17, ...; 0 where not told
   * @param maxHeapBytes 0 where not told
   * @param cpus processors that the JVM may use, 0 where not told
   */
  record Started(
      Evidence evidence,
      Owner owner,
      @Nullable String collector,
      int javaMajor,
      long maxHeapBytes,
      int cpus)
      implements JvmSignal {}

  /**
   * The memory that Spark manages in a JVM, as its block manager tells it: on and off heap
   * together.
   *
   * @param bytes as printed, so rounded to a tenth of {@code unit}
   * @param unit bytes of the unit that was printed
   */
  record MemoryManaged(Evidence evidence, Owner owner, long bytes, long unit)
      implements JvmSignal {}

  /**
   * One stop-the-world pause, or one allocation stall of a concurrent collector.
   *
   * @param uptimeMillis of the pause's start since the JVM's start; -1 where the log has no uptime
   * @param pauseMicros duration, at least 0
   * @param heapBefore bytes, -1 where not told
   * @param heapAfter bytes, -1 where not told
   * @param heapCapacity committed bytes, -1 where not told
   */
  record GcPause(
      Evidence evidence,
      Owner owner,
      PauseKind kind,
      String cause,
      long uptimeMillis,
      long pauseMicros,
      long heapBefore,
      long heapAfter,
      long heapCapacity)
      implements JvmSignal {}

  /**
   * How full the heap was around a collection that no pause tells: a cycle of a concurrent
   * collector, or a {@code Heap after GC} block. Sizes in bytes, -1 where not told.
   *
   * @param full true where the whole heap was collected, as far as the text tells
   * @param cause the collector's cause or the kind of text; may be empty
   * @param uptimeMillis of the line since the JVM's start; -1 where the log has no uptime
   */
  record HeapOccupancy(
      Evidence evidence,
      Owner owner,
      boolean full,
      String cause,
      long uptimeMillis,
      long heapBefore,
      long heapAfter,
      long heapCapacity)
      implements JvmSignal {}

  /**
   * A pause began and the log ends before it does: the JVM stood in it until it was killed, or
   * still does.
   *
   * @param uptimeMillis of its start since the JVM's start; -1 where the log has no uptime
   */
  record UnfinishedPause(
      Evidence evidence, Owner owner, PauseKind kind, String cause, long uptimeMillis)
      implements JvmSignal {}

  /** What stopped the application's threads. */
  enum PauseKind {
    YOUNG,
    FULL,
    REMARK,
    CLEANUP,
    INITIAL_MARK,
    /** Shenandoah's and ZGC's short pauses (init/final mark, update refs, relocate start). */
    CONCURRENT_PHASE,
    /** Shenandoah fell back to stop-the-world. */
    DEGENERATED,
    /** ZGC or Shenandoah made an allocating thread wait. */
    ALLOCATION_STALL,
    OTHER
  }

  /**
   * GC activity told in prose or by another tool's summary.
   *
   * @param pauseMillis one pause's length, -1 where the line tells only a share
   * @param sharePercent share of time spent in GC, -1 where the line tells only a duration
   */
  record GcReported(
      Evidence evidence, Owner owner, boolean full, long pauseMillis, double sharePercent)
      implements JvmSignal {}

  /**
   * A GC log ended.
   *
   * @param orderly true where the JVM wrote its closing heap summary, false where the log just
   *     stops
   * @param uptimeMillis of the last line, -1 where not told
   */
  record GcLogEnded(Evidence evidence, Owner owner, boolean orderly, long uptimeMillis)
      implements JvmSignal {}

  /**
   * The JVM itself reported that memory ran out (stdout words, {@code ExitOnOutOfMemoryError},
   * ZGC's {@code Out Of Memory}). Exceptions in logs come as {@link FailureSignal}s.
   *
   * @param terminating true where the JVM says that it ends because of it
   */
  record OutOfMemory(Evidence evidence, Owner owner, FailureKind kind, boolean terminating)
      implements JvmSignal {}

  /**
   * A fatal error of the JVM (hs_err file or the same block on stdout).
   *
   * @param pid 0 where not told
   * @param error {@code SIGSEGV}, {@code SIGBUS}, {@code Internal Error}, {@code OutOfMemoryError},
   *     ...
   * @param problematicFrame the frame line, empty where not told
   * @param memory non-null where the fatal error was a memory error: {@link
   *     FailureKind#NATIVE_MEMORY} for a failed native allocation, {@link FailureKind#HEAP_SPACE}
   *     and others with CrashOnOutOfMemoryError
   */
  record Crashed(
      Evidence evidence,
      Owner owner,
      long pid,
      String error,
      String problematicFrame,
      @Nullable FailureKind memory)
      implements JvmSignal {}

  /**
   * The heap after a collection, as JDK 8 and older print it between the lines of a log ({@code
   * -XX:+PrintHeapAtGC}).
   *
   * @param collections collections since the JVM's start
   * @param fullCollections full ones among them
   * @param usedKib used part of the old generation, KiB
   * @param totalKib the old generation's size, KiB, above 0
   */
  record HeapAfterGc(
      Evidence evidence,
      Owner owner,
      long collections,
      long fullCollections,
      long usedKib,
      long totalKib)
      implements JvmSignal {}

  /** The process received this signal, for example {@code TERM} ({@code RECEIVED SIGNAL TERM}). */
  record SignalReceived(Evidence evidence, Owner owner, String signal) implements JvmSignal {}

  /** A launcher option that this JVM does not know or allow. */
  record OptionRejected(Evidence evidence, Owner owner, String option) implements JvmSignal {}

  /**
   * The end of a process's own Spark log.
   *
   * @param orderly true where the log shows a shutdown (shutdown hook, commanded shutdown), false
   *     where it just stops
   * @param complete false where lines are known to be missing
   */
  record LogEnded(Evidence evidence, Owner owner, boolean orderly, boolean complete)
      implements JvmSignal {}

  /** What the flight recorder measured of a process, about once a second. */
  record VitalsSampled(Evidence evidence, Owner owner, VitalSigns vitals) implements JvmSignal {}

  /**
   * The last sample of a flight recording.
   *
   * @param orderly true where the recorder was closed by its process, false where it just stops
   * @param intervalMillis planned time between two samples: the process died, or stood still, at
   *     most about so long after the last one
   */
  record VitalsEnded(Evidence evidence, Owner owner, boolean orderly, long intervalMillis)
      implements JvmSignal {}

  /**
   * What a thread dump shows of a process at one moment.
   *
   * @param threads of Java, at least 1
   * @param tasks threads that run a task
   * @param main in what the thread {@code main} waits; empty where it runs or is not there
   * @param heartbeats the same of the thread that sends heartbeats or asks for them
   */
  record ThreadsDumped(
      Evidence evidence, Owner owner, int threads, int tasks, String main, String heartbeats)
      implements JvmSignal {}

  /**
   * Threads wait for each other in a ring: none of them ever goes on.
   *
   * @param waits for each thread what it waits for and who holds it, one sentence each; at least
   *     one
   * @param tasks how many of them run tasks, 0 where the dump is cut
   */
  record Deadlocked(Evidence evidence, Owner owner, List<String> waits, int tasks)
      implements JvmSignal {
    public Deadlocked {
      waits = List.copyOf(waits);
    }
  }

  /**
   * All running tasks of a process wait for one lock, but for the one that may hold it.
   *
   * @param lock class of the object
   * @param tasks that wait, at least 2
   * @param running tasks that ran, at least {@code tasks}
   * @param holder the thread that holds it and where it is; empty where the dump does not tell
   */
  record TasksBlocked(
      Evidence evidence, Owner owner, String lock, int tasks, int running, String holder)
      implements JvmSignal {}

  /**
   * The JVM wrote its heap to a file, as it does at its first memory error with {@code
   * -XX:+HeapDumpOnOutOfMemoryError}, or tried to: by its own words, or as the file shows.
   *
   * @param file as the JVM names it: on the machine, or in the container, where it ran
   * @param bytes written, -1 where not told
   * @param problem why there is no whole file, empty where there is one
   */
  record HeapDumped(Evidence evidence, Owner owner, String file, long bytes, String problem)
      implements JvmSignal {}
}

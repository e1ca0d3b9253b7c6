package io.fizzle.incident;

import io.fizzle.application.FailedAttempt;
import io.fizzle.application.ProcessLife;
import io.fizzle.evidence.Evidence;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that needs explaining. */
public sealed interface Incident {

  /** Stable within one diagnosis, for example {@code executor-7-lost}. */
  String id();

  Kind kind();

  Subject subject();

  /** When it happened, on the common clock; null where no source tells. */
  @Nullable Instant at();

  /** How often it happened; repeats of one failure are one incident. */
  int occurrences();

  /** What shows that it happened, the most telling first; never empty. */
  List<Evidence> evidence();

  /** What kind of thing happened. */
  enum Kind {
    EXECUTOR_LOST("executor-lost"),
    TASK_FAILED("task-failed"),
    STAGE_FAILED("stage-failed"),
    JOB_FAILED("job-failed"),
    APPLICATION_FAILED("application-failed"),
    DRIVER_LOST("driver-lost"),
    APPLICATION_MASTER_LOST("application-master-lost");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /** The name in reports and JSON. */
    public String id() {
      return id;
    }
  }

  /** What it happened to; null components do not apply or are not known. */
  record Subject(
      @Nullable String executor,
      @Nullable String host,
      @Nullable Integer stage,
      @Nullable Integer task) {
    public static final Subject NONE = new Subject(null, null, null, null);
  }

  /** A process is gone, or dying: an executor or the driver. */
  sealed interface ProcessLost extends Incident {

    /** Everything known of the process. */
    ProcessLife life();

    /** Its removals and exits, merged. */
    RemovalLedger ledger();

    /** Out-of-memory errors of its JVM, earliest first. */
    List<MemoryError> memoryErrors();

    /** Its GC activity laid over the window before its end; empty without a GC log. */
    Optional<GcTiming> timing();

    @Override
    default @Nullable Instant at() {
      return ledger().end();
    }

    @Override
    default int occurrences() {
      return 1;
    }

    @Override
    default List<Evidence> evidence() {
      return ledger().evidence();
    }
  }

  /**
   * A process is gone: an executor, or a process that no source names.
   *
   * @param life everything known of it
   * @param ledger its removals and exits, merged
   * @param memoryErrors out-of-memory errors of its JVM before its end, earliest first
   * @param timing its GC activity laid over the window before its end; empty without a GC log
   * @param attempts task attempts that ended with it or failed on it shortly before
   * @param alike how many executors of the application were lost in the same way, this one included
   * @param node where such losses gather, if that is this executor's node; empty where they do not
   */
  record ExecutorLost(
      String id,
      Subject subject,
      ProcessLife life,
      RemovalLedger ledger,
      List<MemoryError> memoryErrors,
      Optional<GcTiming> timing,
      List<FailedAttempt> attempts,
      int alike,
      Optional<Concentration> node)
      implements ProcessLost {
    public ExecutorLost {
      memoryErrors = List.copyOf(memoryErrors);
      attempts = List.copyOf(attempts);
    }

    ExecutorLost among(int executors, Optional<Concentration> gathered) {
      return new ExecutorLost(
          id, subject, life, ledger, memoryErrors, timing, attempts, executors, gathered);
    }

    @Override
    public Kind kind() {
      return Kind.EXECUTOR_LOST;
    }
  }

  /**
   * Task attempts failed in the same way, on executors that lived on.
   *
   * @param first the earliest attempt with the most telling failure
   * @param attempts all kept attempts of the group
   * @param node where they gather; empty where they do not, or nothing tells
   */
  record TasksFailed(
      String id,
      Subject subject,
      FailedAttempt first,
      List<FailedAttempt> attempts,
      int occurrences,
      Optional<Concentration> node)
      implements Incident {
    public TasksFailed {
      attempts = List.copyOf(attempts);
    }

    /** True where the attempts were copies that speculation did not need any more. */
    public boolean areCopies() {
      return first.failure().kind() == FailureKind.TASK_KILLED;
    }

    @Override
    public Kind kind() {
      return Kind.TASK_FAILED;
    }

    @Override
    public @Nullable Instant at() {
      return first.time();
    }

    @Override
    public List<Evidence> evidence() {
      return first.evidence();
    }
  }

  /**
   * A job failed.
   *
   * @param failure what the driver said of it
   * @param stage the stage that was given up, -1 where not told
   * @param taskIndex the task that failed too often, -1 where the stage failed for another reason
   */
  record JobFailed(
      String id,
      Subject subject,
      Failure failure,
      int stage,
      int taskIndex,
      int occurrences,
      List<Evidence> evidence)
      implements Incident {
    public JobFailed {
      evidence = List.copyOf(evidence);
    }

    @Override
    public Kind kind() {
      return Kind.JOB_FAILED;
    }

    @Override
    public @Nullable Instant at() {
      return evidence.get(0).time();
    }
  }

  /**
   * The application failed outside any job: at its start, in its own code, or by the cluster
   * manager.
   *
   * @param afterJobs true where it went on after jobs that failed, and this is what ended it
   */
  record ApplicationFailed(
      String id, Failure failure, List<Failure> related, boolean afterJobs, List<Evidence> evidence)
      implements Incident {
    public ApplicationFailed {
      related = List.copyOf(related);
      evidence = List.copyOf(evidence);
    }

    @Override
    public Kind kind() {
      return Kind.APPLICATION_FAILED;
    }

    @Override
    public Subject subject() {
      return Subject.NONE;
    }

    @Override
    public @Nullable Instant at() {
      return evidence.get(0).time();
    }

    @Override
    public int occurrences() {
      return 1;
    }
  }

  /** The driver's process died or was dying. */
  record DriverLost(
      String id,
      ProcessLife life,
      RemovalLedger ledger,
      List<MemoryError> memoryErrors,
      Optional<GcTiming> timing)
      implements ProcessLost {
    public DriverLost {
      memoryErrors = List.copyOf(memoryErrors);
    }

    @Override
    public Kind kind() {
      return Kind.DRIVER_LOST;
    }

    @Override
    public Subject subject() {
      return new Subject("driver", null, null, null);
    }

    /** True where more tells of its end than memory errors that it threw. */
    public boolean isTheEnd() {
      return !memoryErrors.stream()
          .map(MemoryError::evidence)
          .toList()
          .containsAll(ledger.evidence());
    }
  }

  /**
   * YARN's application master died beside the driver, in client mode: YARN then ends the
   * application, and the driver with it stops.
   */
  record MasterLost(
      String id,
      ProcessLife life,
      RemovalLedger ledger,
      List<MemoryError> memoryErrors,
      Optional<GcTiming> timing)
      implements ProcessLost {
    public MasterLost {
      memoryErrors = List.copyOf(memoryErrors);
    }

    @Override
    public Kind kind() {
      return Kind.APPLICATION_MASTER_LOST;
    }

    @Override
    public Subject subject() {
      return Subject.NONE;
    }
  }
}

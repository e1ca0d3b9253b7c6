package io.fizzle.application;

import io.fizzle.signal.FailureKind;
import io.fizzle.signal.WorkSignal;
import java.util.BitSet;

/** Which jobs began and which ended; not thread-safe. */
final class JobCourse {
  /** Job ids count from 0; those of more jobs than a run has are not looked at. */
  private static final int MOST = 1 << 22;

  private final BitSet began = new BitSet();
  private final BitSet ended = new BitSet();
  private boolean cut;

  void accept(WorkSignal signal) {
    if (signal instanceof WorkSignal.JobStarted job) {
      note(began, job.jobId());
    } else if (signal instanceof WorkSignal.JobEnded job) {
      note(ended, job.jobId());
      cut |= job.failure() != null && job.failure().kind() == FailureKind.CONTEXT_STOPPED;
    }
  }

  private static void note(BitSet jobs, int id) {
    if (id >= 0 && id < MOST) {
      jobs.set(id);
    }
  }

  /**
   * True where a job that began is not known to have ended by itself. A program that runs to its
   * end waits for its jobs; only those that it started without waiting ({@code
   * SparkContext.submitJob}) end without a line.
   */
  boolean hasLeftOne() {
    BitSet left = (BitSet) began.clone();
    left.andNot(ended);
    return cut || !left.isEmpty();
  }
}

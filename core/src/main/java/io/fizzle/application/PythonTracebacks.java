package io.fizzle.application;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.FailureSignal.DriverFailed;
import io.fizzle.signal.FailureSignal.Logged;
import io.fizzle.signal.FailureSignal.PythonTraceback;
import io.fizzle.signal.WorkSignal.JobStarted;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out which of a Python driver's exceptions ended it. A program that starts a job after it
 * has printed one went on; that is told by the order of one source, for a traceback has no time of
 * its own. Not thread-safe.
 */
final class PythonTracebacks {
  private static final int MOST = 64;

  /**
   * {@code awaitTermination} throws it in a program whose other queries go on and start jobs until
   * their JVM is down.
   */
  private static final String OF_A_STREAM = "StreamingQueryException";

  private final List<PythonTraceback> open = new ArrayList<>();
  private boolean reported;

  /** Keeps the first and the last of a flood. */
  void printed(PythonTraceback traceback) {
    if (open.size() == MOST) {
      open.remove(MOST / 2);
    }
    open.add(traceback);
  }

  /** What the program is known to have survived, now that it starts a job. */
  List<FailureSignal> jobBegan(JobStarted job) {
    if (open.isEmpty()) {
      return List.of();
    }
    List<FailureSignal> survived = new ArrayList<>();
    open.removeIf(
        traceback -> {
          boolean went = wentOn(traceback, job.evidence());
          if (went) {
            survived.add(logged(traceback));
          }
          return went;
        });
    return survived;
  }

  private static boolean wentOn(PythonTraceback traceback, Evidence job) {
    Evidence printed = traceback.evidence();
    return job.source().equals(printed.source())
        && job.line() > printed.line()
        && !traceback.failure().type().endsWith(OF_A_STREAM);
  }

  private static Logged logged(PythonTraceback traceback) {
    return new Logged(traceback.evidence(), Owner.DRIVER, traceback.failure());
  }

  /** All that nothing followed: what nobody reported ended the program. */
  List<FailureSignal> settle() {
    List<FailureSignal> settled = new ArrayList<>();
    for (PythonTraceback traceback : open) {
      reported |= traceback.logged();
      settled.add(
          traceback.logged()
              ? logged(traceback)
              : new DriverFailed(traceback.evidence(), traceback.failure()));
    }
    open.clear();
    return settled;
  }

  /** True where the program reported an exception and is not known to have gone on. */
  boolean mayHaveEndedIt() {
    return reported;
  }
}

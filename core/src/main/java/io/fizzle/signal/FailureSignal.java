package io.fizzle.signal;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;

/** Exceptions and errors seen outside a task's own end record. */
public sealed interface FailureSignal extends Signal {

  Failure failure();

  /** An exception that ended the driver's main code or its SparkContext's start. */
  record DriverFailed(Evidence evidence, Failure failure) implements FailureSignal {}

  /**
   * An exception that the driver's Python program printed with its traceback. Whether it ended the
   * program the text does not tell: an exception that nobody caught looks like one that the program
   * printed and survived.
   *
   * @param logged true where the program's own logger, or a notebook, printed it: the program was
   *     at hand when it happened, and may have gone on or not
   */
  record PythonTraceback(Evidence evidence, Failure failure, boolean logged)
      implements FailureSignal {}

  /**
   * A thread of this process died of it ({@code SparkUncaughtExceptionHandler}, or a JVM's last
   * words).
   */
  record Uncaught(Evidence evidence, Owner owner, Failure failure) implements FailureSignal {}

  /**
   * It was logged; the process went on, as far as this line tells.
   *
   * @param endedTask true where Spark logged it as what ended a task: {@code Exception in task}
   *     ({@code Executor.TaskRunner}, Spark 1.0 to 4.2)
   */
  record Logged(Evidence evidence, Owner owner, Failure failure, boolean endedTask)
      implements FailureSignal {
    /** It is not known to have ended a task. */
    public Logged(Evidence evidence, Owner owner, Failure failure) {
      this(evidence, owner, failure, false);
    }
  }
}

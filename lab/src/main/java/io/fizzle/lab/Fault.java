package io.fizzle.lab;

import java.time.Duration;
import java.util.regex.Pattern;

/** What the lab does to the running application from outside. */
public sealed interface Fault {

  /** One sentence for the recording's README. */
  String story();

  /** Nothing: the workload and its configuration are enough. */
  record None() implements Fault {
    @Override
    public String story() {
      return "Nothing was done from outside.";
    }
  }

  /**
   * A signal is sent to an executor's process.
   *
   * @param executor the executor's id
   * @param signal the signal's name without SIG, for example {@code KILL}
   * @param after a line of the driver's log that must have been written
   * @param delay time between that line and the signal
   */
  record ProcessSignal(String executor, String signal, Pattern after, Duration delay)
      implements Fault {
    @Override
    public String story() {
      return "While it ran, the lab sent SIG%s to executor %s.".formatted(signal, executor);
    }
  }
}

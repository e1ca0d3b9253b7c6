package io.fizzle.lab.scenario;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What the lab does to the running application from outside.
 *
 * @param after a text of the driver's log that must have been written
 * @param delay time between that text and the action
 * @param action what is done then
 */
public record Fault(Pattern after, Duration delay, Action action) {

  /** What is done. */
  public sealed interface Action {

    /** What was done, to follow "While it ran, the lab": one clause for the README. */
    String story();
  }

  /**
   * A signal to one executor's process.
   *
   * @param executor the executor's id
   * @param signal the signal's name without SIG, for example {@code KILL}
   */
  public record SignalExecutor(String executor, String signal) implements Action {
    @Override
    public String story() {
      return "sent SIG%s to executor %s".formatted(signal, executor);
    }
  }

  /** A signal to the driver's process. */
  public record SignalDriver(String signal) implements Action {
    @Override
    public String story() {
      return "sent SIG%s to the driver".formatted(signal);
    }
  }

  /**
   * A worker and all its executors die at once, as of a machine that loses its power.
   *
   * @param worker the worker's number, from 1
   */
  public record KillWorker(int worker) implements Action {
    @Override
    public String story() {
      return "killed worker %d with all its executors at once".formatted(worker);
    }
  }

  /**
   * All shuffle files of one executor are deleted while it goes on.
   *
   * @param executor the executor's id
   */
  public record DeleteShuffleFiles(String executor) implements Action {
    @Override
    public String story() {
      return "deleted the shuffle files of executor " + executor;
    }
  }

  /**
   * An action some time after a text.
   *
   * @param after regular expression, found in the driver's log as a whole
   */
  public static Fault after(String after, Duration delay, Action action) {
    return new Fault(Pattern.compile(after), delay, action);
  }
}

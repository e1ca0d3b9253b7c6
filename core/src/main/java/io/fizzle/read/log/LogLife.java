package io.fizzle.read.log;

/** How far one process's own log shows its beginning and its end. */
final class LogLife {
  private boolean started;
  private boolean orderly;

  void started() {
    started = true;
  }

  /**
   * A shutdown was announced: commanded, by hook, by a signal that could be handled, or by its own
   * exit.
   */
  void orderly() {
    orderly = true;
  }

  boolean hasStarted() {
    return started;
  }

  boolean isOrderly() {
    return orderly;
  }
}

package io.fizzle.application;

/**
 * How fast a host or an executor worked, beside the others in the same stages.
 *
 * @param name the host's name or the executor's id
 * @param host true for a host, false for an executor
 * @param stages stages that it shared with others and in which both ran enough tasks
 * @param slower stages of these in which its tasks took longer on average
 * @param tasks its tasks in them
 * @param millis what they ran, waiting for shuffle data left out
 * @param expected what they would have run at the average pace of the others in the same stages
 */
public record Pace(
    String name, boolean host, int stages, int slower, long tasks, double millis, double expected) {

  /** How many times as long its tasks ran, 1 for equal. */
  public double ratio() {
    return expected <= 0 ? 1 : millis / expected;
  }
}

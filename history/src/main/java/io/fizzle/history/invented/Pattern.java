package io.fizzle.history.invented;

import java.time.Instant;

/**
 * What makes executors fail more often than elsewhere. Each gives the chance that an executor under
 * it is lost, 0 to 1.
 */
public sealed interface Pattern {
  /** The chance that an executor under it is lost. */
  double rate();

  /** Of executors on this node. */
  record HotNode(String node, double rate) implements Pattern {}

  /** Of executors with this image. */
  record BadImage(String image, double rate) implements Pattern {}

  /**
   * Of executors that are there at this hour of the day.
   *
   * @param hour 0 to 23, UTC
   */
  record BadHour(int hour, double rate) implements Pattern {}

  /**
   * Of executors of this application from this time on, when it also has another image.
   *
   * @param image the new one
   */
  record NewRelease(String application, Instant from, String image, double rate)
      implements Pattern {}
}

package io.fizzle.history;

import java.time.Instant;

/**
 * One executor placed on one node for some time: what rates of failure are divided by.
 *
 * @param executor its id in the run
 * @param node host or Kubernetes node
 * @param from when it registered
 * @param until when it was gone, or the run ended
 * @param cores cores that it held, 0 where not known
 * @param failure id of the failure that took it; empty where none did
 */
public record Exposure(
    String executor, String node, Instant from, Instant until, int cores, String failure) {

  /** Hours for which it was there, at least 0. */
  public double hours() {
    return Math.max(0, until.toEpochMilli() - from.toEpochMilli()) / 3_600_000.0;
  }
}

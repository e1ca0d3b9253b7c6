package io.fizzle.read.kubernetes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of Kubernetes as any rendering of it tells it.
 *
 * @param kind of the object that it is about, in lower case: {@code pod}, {@code node}, ...
 * @param name of that object
 * @param count how often it happened, at least 1
 * @param last when it last happened; null where only an age is told
 * @param age seconds since it last happened, -1 where not told
 * @param host the node whose kubelet tells it; empty where another one does, or nothing tells
 */
record ClusterEvent(
    String kind,
    String name,
    String reason,
    String message,
    int count,
    @Nullable Instant last,
    long age,
    String host,
    Cited cited) {

  /** Orders events of one source: later ones are greater; NaN where nothing tells. */
  double order() {
    if (last != null) {
      return last.toEpochMilli() / 1000.0;
    }
    return age < 0 ? Double.NaN : -age;
  }

  String text() {
    return message.isEmpty() ? reason : reason + ": " + message;
  }
}

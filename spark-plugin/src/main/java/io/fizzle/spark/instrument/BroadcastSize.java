package io.fizzle.spark.instrument;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How large a broadcast value is.
 *
 * @param name the caller's name for it
 * @param serialisedBytes by Spark's serializer, before compression; -1 where that failed or was not
 *     measured
 * @param memoryBytes on the heap, as Spark's {@code SizeEstimator} estimates it; -1 where not
 *     measured
 * @param problem why it cannot be serialised, with the path to the culprit; null where it can
 */
public record BroadcastSize(
    String name, long serialisedBytes, long memoryBytes, @Nullable String problem)
    implements Measurement {

  static BroadcastSize unmeasured(String name) {
    return new BroadcastSize(name, -1, -1, null);
  }

  /** Why it cannot be serialised. */
  public Optional<String> whyNot() {
    return Optional.ofNullable(problem);
  }

  @Override
  public Level level() {
    return problem == null ? Thresholds.broadcast(serialisedBytes) : Level.WARNING;
  }

  @Override
  public String sentence() {
    if (problem != null) {
      return "broadcast "
          + name
          + " cannot be serialised: "
          + problem
          + (memoryBytes < 0 ? "" : "; about " + Amounts.bytes(memoryBytes) + " on the heap");
    }
    if (serialisedBytes < 0) {
      return "broadcast " + name + " was not measured";
    }
    String heap = memoryBytes < 0 ? "" : ", about " + Amounts.bytes(memoryBytes) + " on each heap";
    String advice =
        level() == Level.WARNING ? "; join instead, or send only the columns and rows in use" : "";
    return "broadcast "
        + name
        + " is "
        + Amounts.bytes(serialisedBytes)
        + " to every executor before compression"
        + heap
        + advice;
  }
}

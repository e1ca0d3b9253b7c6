package io.fizzle.spark.instrument;

/**
 * How large a broadcast value is.
 *
 * @param name the caller's name for it
 * @param serialisedBytes by Spark's serializer, before compression; -1 where that failed (then
 *     {@code memoryBytes} is known) or was not measured
 * @param memoryBytes on the heap, as Spark's {@code SizeEstimator} estimates it; -1 where not
 *     measured
 */
public record BroadcastSize(String name, long serialisedBytes, long memoryBytes)
    implements Measurement {
  @Override
  public Level level() {
    boolean unserialisable = serialisedBytes < 0 && memoryBytes >= 0;
    return unserialisable ? Level.WARNING : Thresholds.broadcast(serialisedBytes);
  }

  @Override
  public String sentence() {
    if (serialisedBytes < 0) {
      return "broadcast "
          + name
          + (memoryBytes < 0
              ? " was not measured"
              : " cannot be serialised; about " + Amounts.bytes(memoryBytes) + " on the heap");
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

package io.fizzle.spark.instrument;

import java.util.List;
import java.util.Locale;
import org.apache.spark.scheduler.SparkListenerEvent;

/**
 * A {@link LargeWork} in Spark's event log, written there by Spark's own {@code JsonProtocol} as
 * the bean that this is. The History Server passes over events whose class it does not know.
 */
public final class FizzleLargeWork implements SparkListenerEvent {
  private final LargeWork work;
  private final long time;

  /** As Spark reads it back, without its properties; it wants a constructor for that. */
  private FizzleLargeWork() {
    this(new LargeWork(LargeWork.Kind.TASK, 0, "", 0, List.of(), null), 0);
  }

  /**
   * @param time when it was seen, milliseconds since the epoch
   */
  FizzleLargeWork(LargeWork work, long time) {
    this.work = work;
    this.time = time;
  }

  /** When it was seen, milliseconds since the epoch. */
  public long getTime() {
    return time;
  }

  /** {@code task}, {@code task-binary} or {@code broadcast}. */
  public String getKind() {
    return work.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public int getStageId() {
    return work.stage();
  }

  public String getCallSite() {
    return work.callSite();
  }

  public long getBytes() {
    return work.bytes();
  }

  /**
   * Paths to what carries the bytes, each within the one before it; of a broadcast the path by
   * which the stage's functions hold it.
   */
  public String[] getCaptures() {
    String path = work.path();
    return path == null
        ? ClosureSize.inwards(work.captures()).stream().map(Capture::path).toArray(String[]::new)
        : new String[] {path};
  }

  public String getSentence() {
    return work.sentence();
  }
}

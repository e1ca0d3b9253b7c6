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

  FizzleLargeWork(LargeWork work) {
    this.work = work;
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

  /** Paths of what carries the bytes, largest first. */
  public List<String> getCaptures() {
    return work.captures().stream().map(Capture::path).toList();
  }

  public String getSentence() {
    return work.sentence();
  }
}

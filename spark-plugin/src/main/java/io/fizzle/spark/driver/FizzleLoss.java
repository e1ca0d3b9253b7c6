package io.fizzle.spark.driver;

import java.time.Instant;
import java.util.List;
import org.apache.spark.scheduler.SparkListenerEvent;

/** The diagnosis of a lost executor in Spark's event log; see {@link FizzleVitals} for the form. */
public final class FizzleLoss implements SparkListenerEvent {
  private final LossReport report;

  /** As Spark reads it back; see {@link FizzleVitals}. */
  private FizzleLoss() {
    this(new LossReport("", null, null, "", 0, "", List.of(), "", List.of()));
  }

  FizzleLoss(LossReport report) {
    this.report = report;
  }

  public String getExecutorId() {
    return report.executor();
  }

  /** When it was lost, milliseconds since the epoch; 0 where not known. */
  public long getTime() {
    Instant at = report.at();
    return at == null ? 0 : at.toEpochMilli();
  }

  public String getCause() {
    return report.cause();
  }

  public double getConfidence() {
    return report.confidence();
  }

  public String getVitals() {
    return report.vitals();
  }

  public String[] getWhy() {
    return report.why().toArray(String[]::new);
  }

  public String getFix() {
    return report.fix();
  }
}

package io.fizzle.spark.driver;

import io.fizzle.read.vitals.VitalsRing.Header;
import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.scheduler.SparkListenerEvent;

/**
 * Samples of one executor in Spark's event log, written there by Spark's own {@code JsonProtocol}
 * as the bean that this is. The History Server passes over events whose class it does not know.
 */
public final class FizzleVitals implements SparkListenerEvent {
  private final Header identity;
  private final List<VitalSigns> recorded;

  /**
   * As Spark reads it back where this class is on the class path of a History Server: it takes no
   * properties, but wants a constructor, lists that have no setter to be arrays, and no field with
   * the name of a property and another type.
   */
  private FizzleVitals() {
    this(Header.opened("", "", "", 0, 0, 0, 0), List.of());
  }

  FizzleVitals(Header identity, List<VitalSigns> samples) {
    this.identity = identity;
    this.recorded = List.copyOf(samples);
  }

  public String getExecutorId() {
    return identity.executor();
  }

  public String getHost() {
    return identity.host();
  }

  public long getPid() {
    return identity.pid();
  }

  /** Planned time between two samples of the recorder, in milliseconds. */
  public long getInterval() {
    return identity.intervalMillis();
  }

  /** When the recorder was closed by its process, milliseconds since the epoch; 0 where not. */
  public long getClosed() {
    return identity.closed();
  }

  /** The names of the columns of {@link #getSamples}. */
  public String[] getVitals() {
    return Arrays.stream(Vital.values()).map(Vital::label).toArray(String[]::new);
  }

  /** Rows of a time (milliseconds since the epoch) and the vitals; -1 for what is not known. */
  public long[][] getSamples() {
    return recorded.stream().map(FizzleVitals::row).toArray(long[][]::new);
  }

  private static long[] row(VitalSigns signs) {
    long[] values = signs.toArray();
    long[] row = new long[values.length + 1];
    row[0] = signs.time().toEpochMilli();
    System.arraycopy(values, 0, row, 1, values.length);
    return row;
  }
}

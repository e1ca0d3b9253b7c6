package io.fizzle.spark.recorder;

import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import java.time.Instant;
import java.util.Arrays;

/** A sample in the making. */
final class Sample {
  private final long[] values = new long[Vital.values().length];

  Sample() {
    Arrays.fill(values, VitalSigns.UNKNOWN);
  }

  void put(Vital vital, long value) {
    values[vital.ordinal()] = value;
  }

  VitalSigns at(long epochMillis) {
    return VitalSigns.of(Instant.ofEpochMilli(epochMillis), values);
  }
}

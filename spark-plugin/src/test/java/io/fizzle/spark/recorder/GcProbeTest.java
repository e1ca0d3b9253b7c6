package io.fizzle.spark.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import org.junit.jupiter.api.Test;

/** This JVM's own collections. */
class GcProbeTest {
  private static VitalSigns measured(GcProbe probe) {
    Sample sample = new Sample();
    probe.measure(sample);
    return sample.at(0);
  }

  @Test
  void aCollectionIsThereInTheNextSample() {
    try (GcProbe probe = new GcProbe()) {
      VitalSigns before = measured(probe);

      System.gc();
      VitalSigns after = measured(probe);

      assertThat(after.get(Vital.GC_COUNT)).isGreaterThan(before.get(Vital.GC_COUNT));
      assertThat(after.get(Vital.GC_FULL_COUNT)).isGreaterThan(before.get(Vital.GC_FULL_COUNT));
      assertThat(after.get(Vital.GC_PAUSED)).isGreaterThan(before.get(Vital.GC_PAUSED));
      assertThat(after.get(Vital.HEAP_AFTER_GC)).isPositive();
      assertThat(after.get(Vital.GC_LONGEST)).isPositive();
    }
  }
}

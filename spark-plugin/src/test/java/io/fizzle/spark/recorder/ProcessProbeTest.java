package io.fizzle.spark.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** This process as the kernel accounts for it. */
@EnabledOnOs(OS.LINUX)
class ProcessProbeTest {
  private static final long MIB = 1 << 20;

  private static VitalSigns measured(ProcessProbe probe) {
    Sample sample = new Sample();
    probe.measure(sample);
    return sample.at(0);
  }

  @Test
  void theProcessAndItsNode() {
    try (ProcessProbe probe = new ProcessProbe()) {
      VitalSigns signs = measured(probe);

      assertThat(signs.get(Vital.RESIDENT_JVM)).isBetween(10 * MIB, signs.get(Vital.NODE_TOTAL));
      assertThat(signs.get(Vital.NODE_AVAILABLE)).isBetween(MIB, signs.get(Vital.NODE_TOTAL));
      assertThat(signs.get(Vital.OPEN_FILES)).isBetween(3L, signs.get(Vital.OPEN_FILES_LIMIT));
    }
  }

  @Test
  void eachSampleIsReadAnew() {
    try (ProcessProbe probe = new ProcessProbe()) {
      long before = measured(probe).get(Vital.RESIDENT_JVM);
      byte[] held = new byte[64 << 20];
      java.util.Arrays.fill(held, (byte) 1);

      assertThat(measured(probe).get(Vital.RESIDENT_JVM))
          .as("resident after %d bytes more were touched", held.length)
          .isNotEqualTo(before);
    }
  }

  @Test
  void whatTheProcessStartedIsFoundAndForgotten() throws IOException, InterruptedException {
    Process child = new ProcessBuilder("sleep", "60").start();
    try (ProcessProbe probe = new ProcessProbe()) {
      VitalSigns signs = measured(probe);
      assertThat(signs.get(Vital.CHILDREN)).isPositive();
      assertThat(signs.get(Vital.RESIDENT_CHILDREN)).isPositive();
    } finally {
      child.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    try (ProcessProbe probe = new ProcessProbe()) {
      assertThat(measured(probe).get(Vital.RESIDENT_CHILDREN)).isZero();
    }
  }

  @Test
  void aClosedProbeMeasuresNothingOfFiles() {
    ProcessProbe probe = new ProcessProbe();
    probe.close();

    assertThat(measured(probe).knows(Vital.RESIDENT_JVM)).isFalse();
  }
}

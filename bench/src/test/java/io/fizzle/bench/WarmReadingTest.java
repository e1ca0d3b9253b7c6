package io.fizzle.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WarmReadingTest {

  @Test
  void aReadingTravelsAsALine() {
    WarmReading reading = new WarmReading(0.031_25, new Pauses(12, 3_456));
    assertThat(WarmReading.parse(reading.line() + "\n")).isEqualTo(reading);
  }

  @Test
  void everyPassReads() throws IOException {
    AtomicInteger passes = new AtomicInteger();
    WarmReading reading = WarmReading.of(7, () -> new Pauses(passes.incrementAndGet(), 0));
    assertThat(reading.pauses().count()).isEqualTo(7);
    assertThat(reading.cpuSeconds()).isNotNegative();
  }
}

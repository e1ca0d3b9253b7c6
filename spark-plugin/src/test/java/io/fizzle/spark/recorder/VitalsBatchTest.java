package io.fizzle.spark.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.read.vitals.VitalsRing.Header;
import io.fizzle.signal.VitalSigns;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Samples on their way to the driver. */
class VitalsBatchTest {
  private static final Header IDENTITY =
      Header.opened("app-1", "7", "node-3", 4711, 5, 1_000, 60).closedAt(9);

  private static VitalSigns sample(long second) {
    return VitalSigns.of(Instant.ofEpochSecond(second), new long[] {second, -1, 3});
  }

  @Test
  void whatIsSentArrives() {
    VitalsBatch batch = new VitalsBatch(IDENTITY, List.of(sample(1), sample(2)));

    assertThat(VitalsBatch.decode(batch.encode())).hasValue(batch);
  }

  @Test
  void anotherMessageIsNone() {
    assertThat(VitalsBatch.decode("hello")).isEmpty();
    assertThat(VitalsBatch.decode(new byte[] {1, 2, 3})).isEmpty();
  }

  @RepeatedTest(200)
  void ofADamagedMessageOnlyWholeSamplesAreTaken(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<VitalSigns> sent = List.of(sample(1), sample(2), sample(3));
    byte[] bytes = new VitalsBatch(IDENTITY, sent).encode();
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    byte[] cut = Arrays.copyOf(bytes, bytes.length - random.nextInt(bytes.length));

    VitalsBatch.decode(cut).ifPresent(batch -> assertThat(sent).containsAll(batch.samples()));
  }
}

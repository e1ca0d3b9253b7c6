package io.fizzle.read.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.SourceClock;
import io.fizzle.read.vitals.VitalsRing.Header;
import io.fizzle.signal.JvmSignal.ProcessIdentified;
import io.fizzle.signal.JvmSignal.VitalsEnded;
import io.fizzle.signal.JvmSignal.VitalsSampled;
import io.fizzle.signal.Signal;
import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class VitalsRingReaderTest {
  private static final long START = Instant.parse("2026-05-04T10:00:00Z").toEpochMilli();
  private static final Header HEADER =
      Header.opened("app-1", "7", "node-3", 4711, START - 5_000, 1_000, 8);

  @Test
  void samplesComeInTheOrderOfTimeWithTheProcessThatTheyAreOf() {
    List<Signal> signals = new ArrayList<>();

    ReadReport report = read(ring(3), signals);

    assertThat(report.lines()).isEqualTo(3);
    assertThat(report.remarks()).isEmpty();
    assertThat(samples(signals))
        .extracting(s -> s.vitals().get(Vital.HEAP_USED))
        .containsExactly(1L, 2L, 3L);
    assertThat(samples(signals)).allMatch(s -> s.owner().equals(Owner.executor("7")));
    assertThat(signals)
        .filteredOn(ProcessIdentified.class::isInstance)
        .map(ProcessIdentified.class::cast)
        .singleElement()
        .satisfies(id -> assertThat(id.pid()).isEqualTo(4711))
        .satisfies(id -> assertThat(id.host()).isEqualTo("node-3"));
  }

  @Test
  void aRingThatWentRoundKeepsTheNewestSamples() {
    List<Signal> signals = new ArrayList<>();

    read(ring(21), signals);

    assertThat(samples(signals))
        .extracting(s -> s.vitals().get(Vital.HEAP_USED))
        .containsExactly(14L, 15L, 16L, 17L, 18L, 19L, 20L, 21L);
  }

  @Test
  void aSampleThatWasBeingWrittenIsLeftOutAndSaid() {
    byte[] ring = ring(3);
    ring[VitalsRing.slotOffset(HEADER, 3) + 40] ^= 1;
    List<Signal> signals = new ArrayList<>();

    ReadReport report = read(ring, signals);

    assertThat(samples(signals)).hasSize(2);
    assertThat(report.skipped()).isEqualTo(1);
    assertThat(report.remarks()).containsExactly("1 sample was not written to the end");
  }

  @Test
  void aRecorderThatClosedSaysSo() {
    byte[] ring = ring(2);
    ByteBuffer.wrap(ring).putLong(VitalsRing.closedOffset(), START + 2_500);
    List<Signal> signals = new ArrayList<>();

    read(ring, signals);

    assertThat(signals)
        .filteredOn(VitalsEnded.class::isInstance)
        .map(VitalsEnded.class::cast)
        .singleElement()
        .satisfies(end -> assertThat(end.orderly()).isTrue());
  }

  @Test
  void aFileThatWasCutKeepsItsWholeSamples() {
    byte[] ring = ring(5);
    byte[] cut = Arrays.copyOf(ring, VitalsRing.slotOffset(HEADER, 3) + 10);
    List<Signal> signals = new ArrayList<>();

    ReadReport report = read(cut, signals);

    assertThat(samples(signals)).hasSize(2);
    assertThat(report.torn()).isTrue();
  }

  /** A process dies at any byte of any slot: what is read was written, and all other slots are. */
  @Property
  void ofATornSlotNothingIsReadAndOfTheOthersEverything(
      @ForAll @IntRange(min = 1, max = 30) int samples,
      @ForAll @IntRange(max = 299) int torn,
      @ForAll byte[] rest) {
    byte[] ring = ring(samples);
    int slot = VitalsRing.slotOffset(HEADER, samples);
    int from = slot + torn % HEADER.slotBytes();
    for (int at = from; at < slot + HEADER.slotBytes(); at++) {
      ring[at] = rest.length == 0 ? 0 : rest[(at - from) % rest.length];
    }
    boolean same = Arrays.equals(ring, ring(samples));
    List<Signal> signals = new ArrayList<>();

    read(ring, signals);

    int oldest = Math.max(1, samples - HEADER.slots() + 1);
    assertThat(samples(signals))
        .extracting(s -> s.vitals().get(Vital.HEAP_USED))
        .containsExactlyElementsOf(
            LongStream.rangeClosed(oldest, same ? samples : samples - 1).boxed().toList());
  }

  @Property
  void noContentMakesTheReaderThrow(
      @ForAll byte[] tail, @ForAll @IntRange(max = 1_000) int at, @ForAll byte flipped) {
    byte[] ring = Arrays.copyOf(ring(3), 512 + tail.length);
    System.arraycopy(tail, 0, ring, 512, tail.length);
    ring[at % ring.length] = flipped;

    ReadReport report = read(ring, new ArrayList<>());

    assertThat(report.bytes()).isLessThanOrEqualTo(ring.length);
  }

  private static List<VitalsSampled> samples(List<Signal> signals) {
    return signals.stream()
        .filter(VitalsSampled.class::isInstance)
        .map(VitalsSampled.class::cast)
        .toList();
  }

  private static ReadReport read(byte[] ring, List<Signal> signals) {
    Source source = new Source("fizzle-7.vitals", SourceKind.VITALS, Owner.UNKNOWN);
    return new VitalsRingReader()
        .read(new ReadInput(source, SourceClock.UTC), new ByteArrayInputStream(ring), signals::add);
  }

  /** A ring in which the heap's use is the number of the sample. */
  private static byte[] ring(int samples) {
    byte[] ring = new byte[HEADER.fileBytes()];
    System.arraycopy(VitalsRing.encode(HEADER), 0, ring, 0, VitalsRing.HEADER_BYTES);
    for (int sequence = 1; sequence <= samples; sequence++) {
      long[] values = new long[Vital.values().length];
      values[Vital.HEAP_USED.ordinal()] = sequence;
      byte[] slot =
          VitalsRing.encode(
              sequence, VitalSigns.of(Instant.ofEpochMilli(START + sequence * 1_000L), values));
      System.arraycopy(slot, 0, ring, VitalsRing.slotOffset(HEADER, sequence), slot.length);
    }
    return ring;
  }
}

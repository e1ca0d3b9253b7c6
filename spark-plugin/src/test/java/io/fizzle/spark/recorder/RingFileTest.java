package io.fizzle.spark.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ReadInput;
import io.fizzle.read.SourceClock;
import io.fizzle.read.vitals.VitalsRing.Header;
import io.fizzle.read.vitals.VitalsRingReader;
import io.fizzle.signal.JvmSignal.VitalsEnded;
import io.fizzle.signal.JvmSignal.VitalsSampled;
import io.fizzle.signal.Signal;
import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the file while the recorder still runs, as a reader finds it after a SIGKILL. */
class RingFileTest {
  private static final Instant START = Instant.parse("2026-05-04T10:00:00Z");
  private static final Header IDENTITY =
      Header.opened("app-1", "7", "node-3", 4711, START.toEpochMilli(), 1_000, 60);

  @TempDir private Path folder;

  private static VitalSigns sample(long number) {
    Sample sample = new Sample();
    sample.put(Vital.HEAP_USED, number);
    return sample.at(START.plusSeconds(number).toEpochMilli());
  }

  private List<Signal> read(Path file) throws IOException {
    List<Signal> signals = new ArrayList<>();
    try (InputStream bytes = Files.newInputStream(file)) {
      Source source = new Source("7.vitals", SourceKind.VITALS, Owner.UNKNOWN);
      new VitalsRingReader().read(new ReadInput(source, SourceClock.UTC), bytes, signals::add);
    }
    return signals;
  }

  private static List<Long> heaps(List<Signal> signals) {
    return signals.stream()
        .filter(VitalsSampled.class::isInstance)
        .map(signal -> ((VitalsSampled) signal).vitals().get(Vital.HEAP_USED))
        .toList();
  }

  @Test
  void aSampleIsReadBackWithoutTheFileBeingClosed() throws IOException {
    RingFile ring = RingFile.create(new RingPlace(folder, false), IDENTITY);

    ring.write(sample(1));
    ring.write(sample(2));

    assertThat(heaps(read(ring.path()))).containsExactly(1L, 2L);
    assertThat(read(ring.path()))
        .filteredOn(VitalsEnded.class::isInstance)
        .allMatch(end -> !((VitalsEnded) end).orderly());
  }

  @Test
  void theFileNeverGrowsAndKeepsTheNewest() throws IOException {
    RingFile ring = RingFile.create(new RingPlace(folder, false), IDENTITY);
    long before = Files.size(ring.path());

    for (long number = 1; number <= 150; number++) {
      ring.write(sample(number));
    }

    assertThat(Files.size(ring.path())).isEqualTo(before).isEqualTo(IDENTITY.fileBytes());
    assertThat(heaps(read(ring.path()))).hasSize(60).startsWith(91L).endsWith(150L);
  }

  @Test
  void closingSaysThatTheProcessEndedInOrder() throws IOException {
    RingFile ring = RingFile.create(new RingPlace(folder, false), IDENTITY);
    ring.write(sample(1));

    ring.close();

    assertThat(read(ring.path()))
        .filteredOn(VitalsEnded.class::isInstance)
        .allMatch(end -> ((VitalsEnded) end).orderly());
  }

  @Test
  void whatIsThereAlreadyStaysAndTheNextContextGetsAFileOfItsOwn() throws IOException {
    Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "mine");
    Files.createSymbolicLink(folder.resolve("fizzle-app-1-7-4711.vitals"), elsewhere);
    RingFile first = RingFile.create(new RingPlace(folder, false), IDENTITY);
    first.write(sample(1));

    RingFile second = RingFile.create(new RingPlace(folder, false), IDENTITY);

    assertThat(elsewhere).hasContent("mine");
    assertThat(first.path()).hasFileName("fizzle-app-1-7-4711-2.vitals");
    assertThat(second.path()).hasFileName("fizzle-app-1-7-4711-3.vitals");
    assertThat(heaps(read(first.path()))).containsExactly(1L);
  }

  @Test
  void inATemporaryPlaceAnOrderlyEndLeavesNothing() throws IOException {
    RingFile ring = RingFile.create(new RingPlace(folder, true), IDENTITY);
    ring.write(sample(1));
    assertThat(heaps(read(ring.path()))).containsExactly(1L);

    ring.close();

    assertThat(ring.path()).doesNotExist();
  }

  @Test
  void whatCannotBeMadeLeavesNothingBehind() {
    Path nowhere = folder.resolve("missing");

    assertThatThrownBy(() -> RingFile.create(new RingPlace(nowhere, false), IDENTITY))
        .isInstanceOf(IOException.class);
    assertThat(nowhere).doesNotExist();
  }
}

package io.fizzle.spark.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.read.vitals.VitalsRing.Header;
import io.fizzle.signal.VitalSigns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the file is made. */
class RecordingTest {
  @TempDir private Path folder;

  private final List<String> opened = new ArrayList<>();
  private String application = "";

  private final Recording recording =
      new Recording(
          () -> Header.opened(application, "driver", "node-3", 4711, 0, 1_000, 60),
          known -> {
            opened.add(known.application());
            try {
              return Optional.of(RingFile.create(new RingPlace(folder, false), known));
            } catch (IOException unwritable) {
              return Optional.empty();
            }
          });

  private static VitalSigns sample() {
    return new Sample().at(1_000);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }

  @Test
  void waitsForTheIdOfTheApplication() throws IOException {
    recording.write(sample());
    assertThat(files()).isEmpty();

    application = "local-1";
    recording.write(sample());

    assertThat(files()).containsExactly("fizzle-local-1-driver-4711.vitals");
  }

  @Test
  void doesNotWaitForever() throws IOException {
    for (int i = 0; i < 10; i++) {
      recording.write(sample());
    }

    assertThat(files()).containsExactly("fizzle--driver-4711.vitals");
  }

  @Test
  void aProcessThatEndsAtOnceIsRecordedToo() throws IOException {
    recording.write(sample());

    recording.close(sample());

    assertThat(files()).containsExactly("fizzle--driver-4711.vitals");
  }

  @Test
  void whereNoFileCanBeMadeItIsTriedOnce() throws IOException {
    Files.delete(folder);
    application = "local-1";

    recording.write(sample());
    recording.write(sample());
    recording.close(sample());

    assertThat(opened).containsExactly("local-1");
  }
}

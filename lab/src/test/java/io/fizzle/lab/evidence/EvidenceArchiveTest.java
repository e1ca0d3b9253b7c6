package io.fizzle.lab.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fizzle.learning.PackedEvidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceArchiveTest {
  @TempDir private Path folder;

  @Test
  void unpacksWhatWasPacked() throws IOException {
    Path evidence = evidence();

    EvidenceArchive.pack(evidence, folder.resolve("evidence.zip"));
    PackedEvidence.unpack(folder.resolve("evidence.zip"), folder.resolve("again"));

    assertThat(folder.resolve("again/driver.log")).hasContent("Lost executor 1");
    assertThat(folder.resolve("again/gc/gc-executor-1.log")).hasContent("Pause Full");
  }

  @Test
  void equalEvidenceGivesEqualBytesWheneverItWasWritten() throws IOException {
    Path evidence = evidence();
    EvidenceArchive.pack(evidence, folder.resolve("one.zip"));
    Files.setLastModifiedTime(evidence.resolve("driver.log"), FileTime.fromMillis(1));
    EvidenceArchive.pack(evidence, folder.resolve("two.zip"));

    assertThat(folder.resolve("one.zip")).hasSameBinaryContentAs(folder.resolve("two.zip"));
  }

  @Test
  void writesNothingOutsideOfItsFolder() throws IOException {
    Path archive = folder.resolve("hostile.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("../outside"));
      zip.write(1);
    }

    assertThatThrownBy(() -> PackedEvidence.unpack(archive, folder.resolve("inside")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("../outside");
    assertThat(folder.resolve("outside")).doesNotExist();
  }

  private Path evidence() throws IOException {
    Path evidence = Files.createDirectories(folder.resolve("evidence"));
    Files.writeString(evidence.resolve("driver.log"), "Lost executor 1");
    Files.createDirectories(evidence.resolve("gc"));
    Files.writeString(evidence.resolve("gc/gc-executor-1.log"), "Pause Full");
    return evidence;
  }
}

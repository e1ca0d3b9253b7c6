package io.fizzle.lab.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.lab.evidence.Codec;
import io.fizzle.lab.evidence.EvidenceFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofTest {
  @TempDir private Path folder;
  private EvidenceFolder evidence;

  @BeforeEach
  void writeEvidence() throws IOException {
    evidence = new EvidenceFolder(folder);
    Files.writeString(folder.resolve("driver.log"), "one\nLost executor 1\nLost executor 2\n");
    Files.createDirectory(folder.resolve("gc"));
    Files.writeString(folder.resolve("gc/gc-executor-1.log"), "Lost nothing\n");
    Codec.ZSTD.write(folder.resolve("gc/app.zstd"), "compressed\n".getBytes(UTF_8));
  }

  @Test
  void citesTheLinesThatShowIt() throws IOException {
    Proof.Result result = Proof.shows("lost", "driver.log", "Lost executor \\d").check(evidence);

    assertThat(result.holds()).isTrue();
    assertThat(result.at()).containsExactly("driver.log:2", "driver.log:3");
  }

  @Test
  void failsWhereSomethingIsThereThatMustNotBe() throws IOException {
    Proof.Result result = Proof.lacks("not lost", "**", "Lost executor").check(evidence);

    assertThat(result.holds()).isFalse();
    assertThat(result.hits()).isEqualTo(2);
  }

  @Test
  void aGlobOfOneStarStaysInTheUpperFolder() throws IOException {
    assertThat(Proof.shows("", "*", "nothing").check(evidence).holds()).isFalse();
    assertThat(Proof.shows("", "**", "nothing").check(evidence).holds()).isTrue();
  }

  @Test
  void readsCompressedFiles() throws IOException {
    assertThat(Proof.shows("", "gc/*", "^compressed$").check(evidence).at())
        .containsExactly("gc/app.zstd:1");
  }
}

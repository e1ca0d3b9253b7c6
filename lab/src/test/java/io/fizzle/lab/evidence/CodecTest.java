package io.fizzle.lab.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CodecTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Codec.class)
  void readsWhatItWrote(Codec codec) throws IOException {
    byte[] content = "one line\nanother\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve("log");

    codec.write(file, content);

    assertThat(codec.read(file)).isEqualTo(content);
  }

  @ParameterizedTest
  @EnumSource(
      value = Codec.class,
      names = {"ZSTD", "LZ4", "SNAPPY"})
  void readsWhatComesBeforeATornEnd(Codec codec) throws IOException {
    byte[] content = new byte[1_000_000];
    new Random(7).nextBytes(content);
    Path file = folder.resolve("log");
    codec.write(file, content);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    byte[] read = codec.read(file);

    assertThat(read).hasSizeBetween(1, content.length - 1);
    assertThat(read).isEqualTo(Arrays.copyOf(content, read.length));
  }

  @ParameterizedTest
  @CsvSource({
    "app-1, PLAIN",
    "app-1.zstd, ZSTD",
    "app-1.lz4.inprogress, LZ4",
    "events_1_app-1.snappy, SNAPPY",
    "driver.log, PLAIN"
  })
  void isToldByTheNameAsSparkDoes(String name, Codec codec) {
    assertThat(Codec.of(Path.of(name))).isEqualTo(codec);
  }
}

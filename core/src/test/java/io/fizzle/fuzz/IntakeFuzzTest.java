package io.fizzle.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.Investigation;
import io.fizzle.Investigation.Options;
import io.fizzle.read.Collected;
import io.fizzle.read.Input;
import io.fizzle.read.Intake;
import io.fizzle.read.Limits;
import io.fizzle.read.eventlog.DecodeLimits;
import io.fizzle.report.Ink;
import io.fizzle.report.JsonReport;
import io.fizzle.report.MarkdownReport;
import io.fizzle.report.Report;
import io.fizzle.report.SourceUse;
import io.fizzle.report.TextReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A file of any bytes comes through the front door: archives, codecs, readers, reports. */
class IntakeFuzzTest {
  private static final List<String> NAMES =
      List.of(
          "driver.log",
          "application_1_0001/stderr",
          "application_1_0002/stderr",
          "eventlog",
          "stages.json",
          "gc.log",
          "dmesg.txt",
          "pods.txt");

  private static final long MOST_BYTES = 8 << 20;
  private static final Limits LIMITS =
      new Limits(3, 50, new DecodeLimits(MOST_BYTES, 500), 0, Duration.ofSeconds(1));
  private static final Options OPTIONS = new Options(Map.of(), null, List.of(), LIMITS);

  @FuzzTarget
  void intake(byte[] bytes) throws IOException {
    Path file = written(bytes);
    try (Collected collected = new Intake(LIMITS, Map.of()).collect(List.of(file.toString()))) {
      assertThat(collected.inputs().size() + collected.problems().size()).isPositive();
      for (Input input : collected.usable()) {
        drain(input);
      }
    } finally {
      Files.delete(file);
    }
  }

  /** What breaks on the way is an {@code IOException}; what grows without end is neither. */
  private static void drain(Input input) {
    long length = 0;
    byte[] buffer = new byte[1 << 14];
    try (InputStream content = input.open()) {
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        length += n;
        assertThat(length).isLessThanOrEqualTo(MOST_BYTES + buffer.length);
      }
    } catch (IOException broken) {
      assertThat(broken).hasMessageMatching("(?s).+");
    }
  }

  @FuzzTarget
  void investigation(byte[] bytes) throws IOException {
    Path file = written(bytes);
    try {
      Investigation investigation = new Investigation(OPTIONS, (source, number, all, size) -> {});
      Report report = investigation.investigate(List.of(file.toString()));
      assertThat(new TextReport(80, Ink.PLAIN).render(report)).isNotBlank();
      assertThat(new MarkdownReport().render(report)).isNotBlank();
      assertThat(new JsonReport().render(report)).startsWith("{");
    } finally {
      Files.delete(file);
    }
  }

  /**
   * Several files of several applications: form feeds part the bytes into files, whose names are
   * those of a folder of evidence. Each source is told of once, and no application twice.
   */
  @FuzzTarget
  void parting(byte[] bytes) throws IOException {
    Path folder = Files.createTempDirectory("fuzzed");
    try {
      String[] texts = new String(bytes, StandardCharsets.ISO_8859_1).split("\f", NAMES.size());
      for (int i = 0; i < texts.length; i++) {
        Path file = folder.resolve(NAMES.get(i));
        Files.createDirectories(file.resolveSibling("."));
        Files.write(file, texts[i].getBytes(StandardCharsets.ISO_8859_1));
      }
      Investigation investigation = new Investigation(OPTIONS, (source, number, all, size) -> {});
      Report report = investigation.investigate(List.of(folder.toString()));
      assertThat(report.sources()).extracting(SourceUse::name).doesNotHaveDuplicates();
      assertThat(report.sources()).hasSizeGreaterThanOrEqualTo(texts.length);
      assertThat(new TextReport(80, Ink.PLAIN).render(report)).isNotBlank();
      assertThat(new JsonReport().render(report)).startsWith("{");
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Path written(byte[] bytes) throws IOException {
    return Files.write(Files.createTempFile("fuzzed", ".log"), bytes);
  }
}

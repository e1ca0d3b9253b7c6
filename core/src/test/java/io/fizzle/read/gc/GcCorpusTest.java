package io.fizzle.read.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fizzle.signal.JvmSignal.GcPause;
import io.fizzle.signal.JvmSignal.HeapOccupancy;
import io.fizzle.signal.JvmSignal.PauseKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The reader against independent counts over real logs, where the corpus is at hand. */
class GcCorpusTest {
  private static final double HALF_A_MILLISECOND = 0.00051;
  private static final long LONGEST_MICROS = 900_000_000;
  private static final Pattern ENTRY = Pattern.compile("'([^']+)': ([0-9.]+)");

  /** Legacy logs write seconds with seven places; signals count microseconds. */
  private static final double ROUNDED_MILLIS = 0.0005;

  @TestFactory
  Stream<DynamicTest> countsAndSumsAreThoseOfAnIndependentCount() throws IOException {
    Path folder = corpus().resolve("gc");
    Path counts = folder.resolve("counts.txt");
    assumeTrue(Files.exists(counts), "no corpus at " + folder);
    return Files.readAllLines(counts).stream()
        .map(
            line -> {
              String name = line.substring(0, line.indexOf(' '));
              return DynamicTest.dynamicTest(name, () -> compare(folder.resolve(name), line));
            });
  }

  private static void compare(Path log, String expectation) throws IOException {
    int split = expectation.indexOf("} {");
    Map<String, Double> counts = entries(expectation.substring(0, split));
    Map<String, Double> sums = entries(expectation.substring(split));
    GcTexts read = GcTexts.read(content(log));

    counts.remove("Concurrent Mark Cycle");
    Double majors = counts.remove("Major Collection");
    Double minors = counts.remove("Minor Collection");
    if (majors != null && minors != null) {
      assertThat(read.all(HeapOccupancy.class))
          .filteredOn(HeapOccupancy::full)
          .hasSize(majors.intValue());
      assertThat(read.all(HeapOccupancy.class)).hasSize(majors.intValue() + minors.intValue());
    }
    long told = 0;
    for (Map.Entry<String, Double> entry : counts.entrySet()) {
      List<GcPause> pauses = named(read, entry.getKey().substring("Pause ".length()));
      told += pauses.size();
      double seconds = pauses.stream().mapToLong(GcPause::pauseMicros).sum() / 1e6;
      assertThat(pauses).as(entry.getKey()).hasSize(entry.getValue().intValue());
      assertThat(seconds)
          .as(entry.getKey())
          .isCloseTo(sums.getOrDefault(entry.getKey(), 0.0), within(HALF_A_MILLISECOND));
    }
    assertThat(read.pauses())
        .filteredOn(pause -> pause.kind() != PauseKind.ALLOCATION_STALL)
        .as("pauses beside those counted")
        .hasSize((int) told);
    assertThat(read.report().skipped()).isZero();
  }

  private static List<GcPause> named(GcTexts read, String name) {
    return read.pauses().stream().filter(pause -> name.equals(name(pause))).toList();
  }

  private static String name(GcPause pause) {
    return switch (pause.kind()) {
      case YOUNG -> "Young";
      case FULL -> "Full";
      case REMARK -> "Remark";
      case CLEANUP -> "Cleanup";
      case DEGENERATED -> "Degenerated GC";
      case CONCURRENT_PHASE -> pause.cause();
      default -> pause.kind().name();
    };
  }

  private static Map<String, Double> entries(String text) {
    Map<String, Double> entries = new LinkedHashMap<>();
    Matcher matcher = ENTRY.matcher(text);
    while (matcher.find()) {
      entries.put(matcher.group(1), Double.valueOf(matcher.group(2)));
    }
    return entries;
  }

  @TestFactory
  Stream<DynamicTest> logsOfEveryCollectorAreReadWhole() throws IOException {
    Path folder = corpus().resolve("gc");
    assumeTrue(Files.isDirectory(folder), "no corpus at " + folder);
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith("jdk")).toList().stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      file.getFileName().toString(), () -> isReadWhole(content(file))));
    }
  }

  @TestFactory
  Stream<DynamicTest> logsFromElsewhereAreReadWhole() throws IOException {
    Path folder = corpus().resolve("public/gc");
    assumeTrue(Files.isDirectory(folder), "no corpus at " + folder);
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList().stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      file.getFileName().toString(), () -> isReadWhole(content(file))));
    }
  }

  private static void isReadWhole(byte[] content) {
    PlainCount plain = PlainCount.of(new String(content, StandardCharsets.ISO_8859_1));
    GcTexts read = GcTexts.read(content);
    List<GcPause> pauses =
        read.pauses().stream()
            .filter(pause -> pause.kind() != PauseKind.OTHER)
            .filter(pause -> pause.kind() != PauseKind.ALLOCATION_STALL)
            .toList();
    assertThat(pauses).hasSize((int) plain.pauses());
    assertThat(pauses)
        .filteredOn(pause -> pause.kind() == PauseKind.FULL)
        .hasSize((int) plain.full());
    long micros = pauses.stream().mapToLong(GcPause::pauseMicros).sum();
    assertThat(micros / 1e3)
        .isCloseTo(plain.millis().doubleValue(), within(ROUNDED_MILLIS * pauses.size() + 1e-6));
    assertThat(pauses).allMatch(pause -> pause.pauseMicros() < LONGEST_MICROS);
    assertThat(read.report().skipped()).isLessThanOrEqualTo(1);
  }

  private static byte[] content(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (!file.toString().endsWith(".gz")) {
      return bytes;
    }
    try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return unpacked.readAllBytes();
    }
  }

  private static Path corpus() {
    return Path.of(System.getProperty("fizzle.corpus", "../../shared/corpus"));
  }
}

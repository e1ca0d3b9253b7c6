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
import java.util.regex.MatchResult;
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
  private static final Pattern UNIFIED_SUMMARY =
      Pattern.compile("(?m)GC\\(\\d+\\) (?:[YyO]: )?Pause .* (\\d+[.,]\\d+)ms\\r?$");
  private static final Pattern LEGACY_OPENING =
      Pattern.compile(
          "(?m)(?:^|\\] )(?:\\S{28}: )?(?:\\d+[.,]\\d+: )?"
              + "\\[(?:Full GC|GC(?! (?:concurrent|Worker|ref-proc)))");
  private static final Pattern ONE_LINE_EVENT =
      Pattern.compile("\\d+[.,]\\d+: \\[(?:Full )?GC .*?(\\d+[.,]\\d+) secs\\](?: \\[Times|\\s*$)");

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
    String text = new String(content, StandardCharsets.ISO_8859_1);
    GcTexts read = GcTexts.read(content);
    List<GcPause> pauses =
        read.pauses().stream()
            .filter(pause -> pause.kind() != PauseKind.OTHER)
            .filter(pause -> pause.kind() != PauseKind.ALLOCATION_STALL)
            .toList();
    boolean shenandoahOf8 = text.contains(": [Pause Init");
    long unified = UNIFIED_SUMMARY.matcher(text).results().count();
    long legacy = LEGACY_OPENING.matcher(text).results().count();
    if (unified > 0) {
      assertThat(pauses).hasSize((int) unified);
      double millis =
          UNIFIED_SUMMARY.matcher(text).results().mapToDouble(GcCorpusTest::number).sum();
      assertThat(sum(pauses) / 1e3).isCloseTo(millis, within(0.001 * unified));
    } else if (!shenandoahOf8) {
      assertThat((long) pauses.size()).isBetween((long) (0.99 * legacy), legacy);
      compareOneLineEvents(text, pauses, legacy);
    }
    assertThat(pauses).allMatch(pause -> pause.pauseMicros() < LONGEST_MICROS);
    assertThat(read.report().skipped()).isLessThanOrEqualTo(1);
  }

  /** Where every event stands on one line, the durations can be summed by an expression too. */
  private static void compareOneLineEvents(String text, List<GcPause> pauses, long openings) {
    List<Double> seconds =
        ONE_LINE_EVENT.matcher(text).results().map(GcCorpusTest::number).toList();
    boolean interrupted = text.contains("CMS-concurrent");
    if (!interrupted && seconds.size() == openings && openings > 10) {
      double sum = seconds.stream().mapToDouble(Double::doubleValue).sum();
      assertThat(sum(pauses) / 1e6).isCloseTo(sum, within(1e-6 * openings));
    }
  }

  private static long sum(List<GcPause> pauses) {
    return pauses.stream().mapToLong(GcPause::pauseMicros).sum();
  }

  private static double number(MatchResult result) {
    return Double.parseDouble(result.group(1).replace(',', '.'));
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

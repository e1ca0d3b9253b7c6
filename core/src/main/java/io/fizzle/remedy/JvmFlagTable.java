package io.fizzle.remedy;

import io.fizzle.remedy.JvmFlags.Fate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** {@code jvm-flags.tsv}: what JVMs that were asked know of each flag. */
final class JvmFlagTable {
  /** Java versions in the order of the table's columns. */
  private static final int[] VERSIONS = {17, 25};

  /** The oldest version that was asked. */
  static final int OLDEST = VERSIONS[0];

  private static final Map<String, String[]> FLAGS = load();

  private JvmFlagTable() {}

  /** Empty where that version was not asked; the newest is taken where none is known. */
  static Optional<Fate> fate(String flag, int javaMajor) {
    for (int column = 0; column < VERSIONS.length; column++) {
      if (VERSIONS[column] == javaMajor) {
        String[] row = FLAGS.get(flag);
        return Optional.of(row == null ? Fate.UNKNOWN : fate(row[column + 1]));
      }
    }
    return Optional.empty();
  }

  private static Fate fate(String kind) {
    return switch (kind) {
      case "product" -> Fate.KNOWN;
      case "experimental" -> Fate.EXPERIMENTAL;
      case "diagnostic" -> Fate.DIAGNOSTIC;
      case "ignored" -> Fate.IGNORED;
      default -> Fate.UNKNOWN;
    };
  }

  /** The versions that were asked, from this one on. */
  static IntStream since(int least) {
    return IntStream.of(VERSIONS).filter(version -> version >= least);
  }

  /** True where one of the versions knows it. */
  static boolean isKnown(String flag) {
    return FLAGS.containsKey(flag);
  }

  /** Flags that differ by at most so many letters, the nearest first, at most two. */
  static List<String> near(String flag, int most) {
    return FLAGS.keySet().stream()
        .filter(name -> EditDistance.between(name, flag, most) <= most)
        .sorted(
            Comparator.comparingInt((String name) -> EditDistance.between(name, flag, most))
                .thenComparing(Comparator.naturalOrder()))
        .limit(2)
        .toList();
  }

  private static Map<String, String[]> load() {
    Map<String, String[]> flags = new HashMap<>(2048);
    try (InputStream table = JvmFlagTable.class.getResourceAsStream("jvm-flags.tsv")) {
      if (table == null) {
        throw new IllegalStateException("jvm-flags.tsv is not on the class path");
      }
      new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .forEach(row -> flags.put(row[0], row));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(flags);
  }
}

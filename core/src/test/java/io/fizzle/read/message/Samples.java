package io.fizzle.read.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads a table of sample texts: cells between bars, the last one free text with escapes. */
final class Samples {
  private Samples() {}

  /** The rows of a table beside this class, each with exactly {@code cells} cells. */
  static List<List<String>> of(String name, int cells) {
    try (InputStream in =
        Objects.requireNonNull(
            Samples.class.getResourceAsStream(name), () -> name + " is missing")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> List.of((line + " ").split(" ?\\| ", cells)))
          .map(row -> row.stream().map(Samples::unescape).toList())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String unescape(String cell) {
    return cell.strip().replace("\\n", "\n").replace("\\t", "\t");
  }
}

package io.fizzle.cli;

import io.fizzle.cause.finding.Thresholds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/** What the user sets of the findings' thresholds. */
final class ThresholdOptions {
  /** A file of settings has some lines; anything longer was not meant. */
  private static final long LONGEST_FILE = 1 << 20;

  private ThresholdOptions() {}

  /** The shipped thresholds with the file's settings, then the single ones. */
  static Thresholds read(
      @Nullable Path file, List<String> settings, Function<String, ParameterException> problem) {
    Thresholds thresholds = Thresholds.shipped();
    if (file != null) {
      int number = 0;
      for (String line : lines(file, problem)) {
        number++;
        if (!line.isBlank() && !line.strip().startsWith("#")) {
          thresholds =
              set(thresholds, line.strip(), "--thresholds: " + file + ":" + number, problem);
        }
      }
    }
    for (String setting : settings) {
      thresholds = set(thresholds, setting, "--threshold", problem);
    }
    return thresholds;
  }

  private static Thresholds set(
      Thresholds thresholds,
      String setting,
      String where,
      Function<String, ParameterException> problem) {
    try {
      return thresholds.with(setting);
    } catch (IllegalArgumentException e) {
      throw problem.apply(where + ": " + e.getMessage());
    }
  }

  private static List<String> lines(Path file, Function<String, ParameterException> problem) {
    try {
      if (Files.size(file) > LONGEST_FILE) {
        throw problem.apply("--thresholds: " + file + " is no file of settings: too long");
      }
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw problem.apply(
          "--thresholds: cannot read " + file + ". Give a text file with one NAME=VALUE a line");
    }
  }
}

package io.fizzle.history.risk;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** A fitted model in a file that people can read. */
public final class RiskFile {
  private static final String SCHEMA = "fizzle.risk-model/1";
  private static final String MARK = "schema=fizzle.risk-model/";
  private static final long LARGEST = 1 << 16;

  private RiskFile() {}

  /** The file cannot be used; the message says why and what to do. */
  public static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    Unusable(String message) {
      super(message);
    }
  }

  /** The text of the file. */
  public static String text(Training training, LocalDate day) {
    return String.join(
        "\n",
        "# The chance that a run fails: made by fizzle history risk --train, read by fizzle history"
            + " risk.",
        "schema=" + SCHEMA,
        "fitted=" + day,
        "# an application's kind counts as much as so many of its own runs",
        number("application_strength", training.model().applicationStrength()),
        "# what a project or a version of Spark is part of counts as much as so many of its runs",
        number("kind_strength", training.model().kindStrength()),
        "# a run counts half after so many days",
        "half_life_days=" + Tally.HALF_LIFE.toDays(),
        "# how good it was on runs that it was not fitted to, and how good the share of failed"
            + " runs",
        "predicted_runs=" + training.calibration().runs(),
        number("brier", training.calibration().brier()),
        number("brier_of_base_rate", training.baseRate().brier()),
        number("calibration_error", training.calibration().error()),
        "");
  }

  private static String number(String key, double value) {
    return String.format(Locale.ROOT, "%s=%.4f", key, value);
  }

  /** True where nothing is, or a model of any version: nothing else is written over. */
  public static boolean mayReplace(Path file) {
    try {
      return !Files.exists(file)
          || Files.size(file) <= LARGEST && Files.readString(file).contains(MARK);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * A model and how good it was.
   *
   * @param fitted in words: when, on how many runs, how well
   */
  public record Fitted(RiskModel model, String fitted) {}

  /** The model in a file; empty where there is no file. */
  public static Optional<Fitted> read(Path file) throws Unusable {
    Properties values = new Properties();
    try {
      if (Files.size(file) > LARGEST) {
        throw unusable(file, "larger than any model");
      }
      values.load(new StringReader(Files.readString(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      throw unusable(file, "cannot be read: " + e);
    }
    String schema = values.getProperty("schema", "");
    if (!schema.equals(SCHEMA)) {
      throw unusable(file, "is no " + SCHEMA + (schema.isEmpty() ? "" : ", but a " + schema));
    }
    long days = (long) number(file, values, "half_life_days", 1, 100_000);
    if (days != Tally.HALF_LIFE.toDays()) {
      throw unusable(
          file,
          "was fitted with a half-life of " + days + " days, not " + Tally.HALF_LIFE.toDays());
    }
    RiskModel model =
        new RiskModel(
            number(file, values, "application_strength", 1e-3, 1e6),
            number(file, values, "kind_strength", 1e-3, 1e6));
    return Optional.of(
        new Fitted(
            model,
            String.format(
                Locale.ROOT,
                "fitted %s; on %,.0f runs its Brier score was %.3f (base rate %.3f), its"
                    + " calibration error %.3f",
                values.getProperty("fitted", "at some time"),
                number(file, values, "predicted_runs", 0, 1e12),
                number(file, values, "brier", 0, 1),
                number(file, values, "brier_of_base_rate", 0, 1),
                number(file, values, "calibration_error", 0, 1))));
  }

  private static double number(Path file, Properties values, String key, double least, double most)
      throws Unusable {
    String text = values.getProperty(key, "");
    try {
      double number = Double.parseDouble(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw unusable(file, key + ": no number from " + least + " to " + most + ": " + text);
  }

  private static Unusable unusable(Path file, String what) {
    return new Unusable(file + ": " + what + ". fizzle history risk --train writes it anew");
  }
}

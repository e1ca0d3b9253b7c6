package io.fizzle.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a user can set, all under {@code spark.fizzle.}.
 *
 * @param recorder {@code spark.fizzle.recorder.enabled}: the flight recorder
 * @param intervalMillis {@code spark.fizzle.recorder.interval}: between two samples, {@value
 *     #LEAST_INTERVAL} to {@value #MOST_INTERVAL} milliseconds
 * @param sendMillis {@code spark.fizzle.recorder.sendInterval}: between two batches to the driver,
 *     the same range
 * @param keepSeconds {@code spark.fizzle.recorder.keep}: how far the ring goes back, 60 to 3600
 * @param ringDirectory {@code spark.fizzle.recorder.dir}; null to let {@link
 *     io.fizzle.spark.recorder.RingPlace} choose
 * @param verbosity {@code spark.fizzle.verbosity}, else {@code FIZZLE_VERBOSITY}: 0 silent, 1
 *     warnings, 2 information, 3 debug
 * @param eventLog {@code spark.fizzle.eventLog.enabled}: vitals and diagnoses into Spark's event
 *     log
 * @param ui {@code spark.fizzle.ui.enabled}: the page in Spark's web interface
 */
public record Settings(
    boolean recorder,
    long intervalMillis,
    long sendMillis,
    int keepSeconds,
    @Nullable String ringDirectory,
    int verbosity,
    boolean eventLog,
    boolean ui) {
  private static final String PREFIX = "spark.fizzle.";
  private static final long LEAST_INTERVAL = 100;
  private static final long MOST_INTERVAL = 60_000;
  private static final int MOST_VERBOSE = 3;

  /** All defaults. */
  public static final Settings DEFAULT = new Settings(true, 1_000, 2_000, 600, null, 1, true, true);

  /** Settings with what was wrong in them, each a sentence with the valid range and the default. */
  public record Parsed(Settings settings, List<String> warnings) {
    public Parsed {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Reads the settings; a bad value is replaced by its default and named.
   *
   * @param conf gives the value of a Spark key, null where it is not set
   * @param environment of the process
   */
  public static Parsed parse(
      Function<String, @Nullable String> conf, Map<String, String> environment) {
    return new Parser(conf, environment).parse();
  }

  private static final class Parser {
    private final Function<String, @Nullable String> conf;
    private final Map<String, String> environment;
    private final List<String> warnings = new ArrayList<>();

    Parser(Function<String, @Nullable String> conf, Map<String, String> environment) {
      this.conf = conf;
      this.environment = environment;
    }

    Parsed parse() {
      Settings settings =
          new Settings(
              flag("recorder.enabled", DEFAULT.recorder),
              millis("recorder.interval", DEFAULT.intervalMillis),
              millis("recorder.sendInterval", DEFAULT.sendMillis),
              (int) number("recorder.keep", 60, 3_600, DEFAULT.keepSeconds, "seconds"),
              value("recorder.dir").orElse(null),
              verbosity(),
              flag("eventLog.enabled", DEFAULT.eventLog),
              flag("ui.enabled", DEFAULT.ui));
      return new Parsed(settings, warnings);
    }

    private Optional<String> value(String key) {
      return Optional.ofNullable(conf.apply(PREFIX + key)).map(String::strip);
    }

    private boolean flag(String key, boolean fallback) {
      Optional<String> value = value(key);
      if (value.isEmpty()) {
        return fallback;
      }
      String text = value.get();
      if (!text.equals("true") && !text.equals("false")) {
        warn(PREFIX + key, text, "true or false", String.valueOf(fallback));
        return fallback;
      }
      return text.equals("true");
    }

    /** Accepts what people write for Spark: {@code 500ms}, {@code 2s}, {@code 1m}, plain millis. */
    private long millis(String key, long fallback) {
      Optional<String> value = value(key);
      if (value.isEmpty()) {
        return fallback;
      }
      long millis = parseMillis(value.get());
      if (millis < LEAST_INTERVAL || millis > MOST_INTERVAL) {
        warn(
            PREFIX + key,
            value.get(),
            LEAST_INTERVAL + "ms to " + MOST_INTERVAL / 1000 + "s",
            fallback + "ms");
        return fallback;
      }
      return millis;
    }

    private static long parseMillis(String text) {
      String digits = text.replaceAll("[a-z]{1,2}$", "");
      long unit =
          switch (text.substring(digits.length())) {
            case "", "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            default -> -1;
          };
      return digits.matches("\\d{1,9}") ? Long.parseLong(digits) * unit : -1;
    }

    private long number(String key, long least, long most, long fallback, String unit) {
      Optional<String> value = value(key);
      if (value.isEmpty()) {
        return fallback;
      }
      String digits = value.get().replaceAll("s$", "");
      long number = digits.matches("\\d{1,9}") ? Long.parseLong(digits) : -1;
      if (number < least || number > most) {
        warn(PREFIX + key, value.get(), least + " to " + most + " " + unit, fallback + " " + unit);
        return fallback;
      }
      return number;
    }

    private int verbosity() {
      Optional<String> configured = value("verbosity");
      String name = configured.isPresent() ? PREFIX + "verbosity" : "FIZZLE_VERBOSITY";
      String text = configured.orElseGet(() -> environment.getOrDefault("FIZZLE_VERBOSITY", ""));
      if (text.isBlank()) {
        return DEFAULT.verbosity;
      }
      if (!text.strip().matches("[0-" + MOST_VERBOSE + "]")) {
        warn(name, text, "0 to " + MOST_VERBOSE, String.valueOf(DEFAULT.verbosity));
        return DEFAULT.verbosity;
      }
      return Integer.parseInt(text.strip());
    }

    private void warn(String name, String value, String valid, String fallback) {
      warnings.add(
          name + " is '" + value + "', valid is " + valid + "; " + fallback + " is used instead");
    }
  }
}

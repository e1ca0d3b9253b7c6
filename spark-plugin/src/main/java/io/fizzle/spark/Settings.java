package io.fizzle.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.network.util.JavaUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

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
 * @param autoCheckpoint {@code spark.fizzle.checkpoint.auto}: what an instrumented body returns is
 *     checkpointed where it needs it
 */
public record Settings(
    boolean recorder,
    long intervalMillis,
    long sendMillis,
    int keepSeconds,
    @Nullable String ringDirectory,
    int verbosity,
    boolean eventLog,
    boolean ui,
    boolean autoCheckpoint) {
  private static final String PREFIX = "spark.fizzle.";
  private static final long LEAST_INTERVAL = 100;
  private static final long MOST_INTERVAL = 60_000;

  /** The highest verbosity. */
  public static final int MOST_VERBOSE = 3;

  /** All keys, without their prefix; one more is a typo that would do nothing in silence. */
  private static final List<String> KEYS =
      List.of(
          "checkpoint.auto",
          "eventLog.enabled",
          "recorder.dir",
          "recorder.enabled",
          "recorder.interval",
          "recorder.keep",
          "recorder.sendInterval",
          "ui.enabled",
          "verbosity");

  /** All defaults. */
  public static final Settings DEFAULT =
      new Settings(true, 1_000, 2_000, 600, null, 1, true, true, false);

  /** Settings with what was wrong in them, each a sentence with the valid range and the default. */
  public record Parsed(Settings settings, List<String> warnings) {
    private static final Logger LOG = LoggerFactory.getLogger("io.fizzle");
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    public Parsed {
      warnings = List.copyOf(warnings);
    }

    /**
     * Says what was wrong, once in this process: more than one part reads the same settings. At any
     * verbosity: who set a key wanted something that is not done now.
     */
    public void warn() {
      warnings.stream().filter(SAID::add).forEach(text -> LOG.warn("Fizzle: {}", text));
    }
  }

  /** The settings in an application's configuration and this process's environment. */
  public static Parsed of(SparkConf conf) {
    Map<String, String> set = new HashMap<>();
    for (Tuple2<String, String> setting : conf.getAllWithPrefix(PREFIX)) {
      set.put(PREFIX + setting._1(), setting._2());
    }
    return parse(set, System.getenv());
  }

  /**
   * Reads the settings; a bad value is replaced by its default and named.
   *
   * @param conf the values of Spark's keys
   * @param environment of the process
   */
  public static Parsed parse(Map<String, String> conf, Map<String, String> environment) {
    return new Parser(conf, environment).parse();
  }

  /** Says that a value is not valid, which ones are, and what is done instead. */
  public static String invalid(String name, String value, String valid, String fallback) {
    return name + " is '" + value + "', valid is " + valid + "; " + fallback + " is used instead";
  }

  private static final class Parser {
    private final Map<String, String> conf;
    private final Map<String, String> environment;
    private final List<String> warnings = new ArrayList<>();

    Parser(Map<String, String> conf, Map<String, String> environment) {
      this.conf = conf;
      this.environment = environment;
    }

    Parsed parse() {
      Settings settings =
          new Settings(
              flag("recorder.enabled", DEFAULT.recorder),
              millis("recorder.interval", DEFAULT.intervalMillis),
              millis("recorder.sendInterval", DEFAULT.sendMillis),
              seconds("recorder.keep", 60, 3_600, DEFAULT.keepSeconds),
              folder("recorder.dir"),
              verbosity(),
              flag("eventLog.enabled", DEFAULT.eventLog),
              flag("ui.enabled", DEFAULT.ui),
              flag("checkpoint.auto", DEFAULT.autoCheckpoint));
      conf.keySet().stream().filter(Parser::isNone).sorted().forEach(this::warnOfUnknown);
      return new Parsed(settings, warnings);
    }

    private static boolean isNone(String key) {
      return key.startsWith(PREFIX) && !KEYS.contains(key.substring(PREFIX.length()));
    }

    private void warnOfUnknown(String key) {
      String known = PREFIX + String.join(", " + PREFIX, KEYS);
      warnings.add(key + " is no setting and has no effect; those there are: " + known);
    }

    private Optional<String> value(String key) {
      return Optional.ofNullable(conf.get(PREFIX + key)).map(String::strip);
    }

    private boolean flag(String key, boolean fallback) {
      Optional<String> value = value(key);
      if (value.isEmpty()) {
        return fallback;
      }
      String text = value.get();
      if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
        warn(PREFIX + key, text, "true or false", String.valueOf(fallback));
        return fallback;
      }
      return text.equalsIgnoreCase("true");
    }

    private long millis(String key, long fallback) {
      Optional<String> value = value(key);
      if (value.isEmpty()) {
        return fallback;
      }
      long millis = time(value.get(), TimeUnit.MILLISECONDS);
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

    /**
     * As Spark reads times: {@code 500ms}, {@code 2s}, {@code 1min}, with blanks around and in
     * either case; a plain number is of this unit. -1 for what it would refuse.
     */
    private static long time(String text, TimeUnit unit) {
      try {
        return JavaUtils.timeStringAs(text, unit);
      } catch (NumberFormatException refused) {
        return -1;
      }
    }

    private int seconds(String key, int least, int most, int fallback) {
      Optional<String> value = value(key);
      if (value.isEmpty()) {
        return fallback;
      }
      long seconds = time(value.get(), TimeUnit.SECONDS);
      if (seconds < least || seconds > most) {
        warn(PREFIX + key, value.get(), least + " to " + most + " seconds", fallback + " seconds");
        return fallback;
      }
      return (int) seconds;
    }

    private @Nullable String folder(String key) {
      Optional<String> value = value(key);
      if (value.isPresent() && value.get().isEmpty()) {
        warn(PREFIX + key, "", "the path of a folder", "the usual place");
        return null;
      }
      return value.orElse(null);
    }

    private int verbosity() {
      Optional<String> configured = value("verbosity");
      String name = configured.isPresent() ? PREFIX + "verbosity" : "FIZZLE_VERBOSITY";
      String text =
          configured.orElseGet(() -> environment.getOrDefault("FIZZLE_VERBOSITY", "").strip());
      if (text.isEmpty() && configured.isEmpty()) {
        return DEFAULT.verbosity;
      }
      if (!text.matches("[0-" + MOST_VERBOSE + "]")) {
        warn(name, text, "0 to " + MOST_VERBOSE, String.valueOf(DEFAULT.verbosity));
        return DEFAULT.verbosity;
      }
      return Integer.parseInt(text);
    }

    private void warn(String name, String value, String valid, String fallback) {
      warnings.add(invalid(name, value, valid, fallback));
    }
  }
}

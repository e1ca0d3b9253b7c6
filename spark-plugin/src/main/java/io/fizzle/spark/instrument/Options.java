package io.fizzle.spark.instrument;

import io.fizzle.spark.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a user can set for the instrumentation.
 *
 * @param verbosity 0 silent, 1 warnings, 2 information, 3 debug
 * @param autoCheckpoint {@code spark.fizzle.checkpoint.auto}: what {@code instrument} returns is
 *     checkpointed where it needs it
 */
record Options(int verbosity, boolean autoCheckpoint) {
  private static final String AUTO = "spark.fizzle.checkpoint.auto";

  /** Options with what was wrong in them, each a sentence. */
  record Parsed(Options options, List<String> warnings) {}

  /**
   * Reads them; a bad value is replaced by its default and named.
   *
   * @param constructor the verbosity that the constructor was given, which goes before all others;
   *     null where it was given none
   * @param conf gives the value of a Spark key, null where it is not set
   */
  static Parsed parse(
      @Nullable Integer constructor,
      Function<String, @Nullable String> conf,
      Map<String, String> environment) {
    Settings.Parsed settings =
        Settings.parse(key -> isVerbosity(key) ? conf.apply(key) : null, environment);
    List<String> warnings = new ArrayList<>();
    int verbosity;
    if (constructor == null) {
      verbosity = settings.settings().verbosity();
      warnings.addAll(settings.warnings());
    } else if (constructor < 0 || constructor > 3) {
      verbosity = Settings.DEFAULT.verbosity();
      warnings.add(
          bad("verbosity", String.valueOf(constructor), "0 to 3", String.valueOf(verbosity)));
    } else {
      verbosity = constructor;
    }
    String auto = conf.apply(AUTO);
    if (auto != null && !auto.equals("true") && !auto.equals("false")) {
      warnings.add(bad(AUTO, auto, "true or false", "false"));
    }
    return new Parsed(new Options(verbosity, "true".equals(auto)), warnings);
  }

  private static boolean isVerbosity(String key) {
    return key.equals("spark.fizzle.verbosity");
  }

  private static String bad(String name, String value, String valid, String fallback) {
    return name + " is '" + value + "', valid is " + valid + "; " + fallback + " is used instead";
  }
}

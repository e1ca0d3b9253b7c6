package io.fizzle.spark.instrument;

import io.fizzle.spark.Settings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user can set for the instrumentation.
 *
 * @param verbosity 0 silent, 1 warnings, 2 information, 3 debug
 * @param autoCheckpoint {@code spark.fizzle.checkpoint.auto}: what {@code instrument} returns is
 *     checkpointed where it needs it
 */
record Options(int verbosity, boolean autoCheckpoint) {
  /** Options with what was wrong in them, each a sentence. */
  record Parsed(Options options, List<String> warnings) {
    /** Says what was wrong; see {@link Settings.Parsed#warn}. */
    void warn() {
      new Settings.Parsed(Settings.DEFAULT, warnings).warn();
    }
  }

  /**
   * Chooses among the settings and what the constructor was given.
   *
   * @param constructor the verbosity that the constructor was given, which goes before all others;
   *     null where it was given none
   */
  static Parsed of(@Nullable Integer constructor, Settings.Parsed parsed) {
    Settings settings = parsed.settings();
    if (constructor == null) {
      return new Parsed(
          new Options(settings.verbosity(), settings.autoCheckpoint()), parsed.warnings());
    }
    if (constructor >= 0 && constructor <= Settings.MOST_VERBOSE) {
      return new Parsed(new Options(constructor, settings.autoCheckpoint()), parsed.warnings());
    }
    int fallback = Settings.DEFAULT.verbosity();
    List<String> warnings = new ArrayList<>();
    warnings.add(
        Settings.invalid(
            "verbosity",
            String.valueOf(constructor),
            "0 to " + Settings.MOST_VERBOSE,
            String.valueOf(fallback)));
    warnings.addAll(parsed.warnings());
    return new Parsed(new Options(fallback, settings.autoCheckpoint()), warnings);
  }
}

package io.fizzle.lab.metadata;

import java.util.Locale;

/**
 * A key that Spark's own tables of deprecated and removed keys hold.
 *
 * @param kind what Spark does with it
 * @param version in which it was deprecated or removed, as Spark says it
 * @param replacement the key that Spark names instead; {@code -} for none
 * @param defaultValue of a removed SQL key: the one value that is still taken; {@code -} else
 */
record Retired(String name, Kind kind, String version, String replacement, String defaultValue) {
  /** For the table: {@code removed use spark.new unless false}. */
  String words() {
    return kind.name().toLowerCase(Locale.ROOT)
        + (replacement.equals("-") ? "" : " use " + replacement)
        + (kind == Kind.REMOVED ? " unless " + defaultValue : "");
  }

  /** What happens to who sets the key. */
  enum Kind {
    /** It works, with a warning. */
    DEPRECATED,
    /** It does nothing, with a warning. */
    INEFFECTIVE,
    /** Setting it to anything but its default throws. */
    REMOVED
  }
}

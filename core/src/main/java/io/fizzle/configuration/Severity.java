package io.fizzle.configuration;

import java.util.Locale;

/** What a problem does to who runs the configuration. */
public enum Severity {
  /** Spark, the JVM or the cluster manager refuses it. */
  ERROR,
  /** It runs, but not as it is written. */
  WARNING,
  /** It works; better known than not. */
  NOTE;

  /** The name in reports and JSON. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}

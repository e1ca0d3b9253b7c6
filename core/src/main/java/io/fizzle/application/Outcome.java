package io.fizzle.application;

/** How the application ended, as far as the sources tell. */
public enum Outcome {
  SUCCEEDED,
  FAILED,
  UNKNOWN;

  /** The name in reports and JSON. */
  public String id() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}

package io.fizzle.configuration;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Redaction;

/**
 * A property as somebody set it, or an option of a command that {@code spark-submit} refuses.
 *
 * @param key the property's name; of an option its own, with the dashes
 * @param value as written, secrets masked
 * @param recorded true where Spark itself recorded what was in force, with what it adds
 */
public record Setting(String key, String value, Evidence evidence, boolean recorded) {

  /** True for an option that {@code spark-submit} refuses, which sets no property. */
  public boolean isOption() {
    return key.startsWith("-");
  }

  /** False where the value was masked, so that nothing can be said of it. */
  public boolean isReadable() {
    return !value.contains("(redacted)") && !value.contains(Redaction.MASK);
  }
}

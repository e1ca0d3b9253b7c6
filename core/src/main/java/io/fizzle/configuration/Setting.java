package io.fizzle.configuration;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Redaction;

/**
 * A property as somebody set it.
 *
 * @param value as written, secrets masked
 * @param recorded true where Spark itself recorded what was in force, with what it adds
 */
public record Setting(String key, String value, Evidence evidence, boolean recorded) {

  /** False where the value was masked, so that nothing can be said of it. */
  public boolean isReadable() {
    return !value.contains("(redacted)") && !value.contains(Redaction.MASK);
  }
}

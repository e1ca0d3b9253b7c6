package io.fizzle.cause.finding;

import io.fizzle.cause.Argument;
import io.fizzle.remedy.Remedy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that did not fail but costs.
 *
 * @param cause id in the catalogue
 * @param subject what it is about, for example {@code stage 4 (count at Job.java:12)}
 * @param operator the SQL operator at work as Spark prints it; null where there is none or it is
 *     not known
 * @param evidence what shows it
 * @param impact what it costs, with numbers and units
 * @param cost the same as figures
 * @param incident id of the incident behind it; null where there is none
 * @param remedies what to change, best first
 */
public record Finding(
    String cause,
    Severity severity,
    String subject,
    @Nullable String operator,
    List<Argument> evidence,
    String impact,
    Cost cost,
    @Nullable String incident,
    List<Remedy> remedies) {
  public Finding {
    evidence = List.copyOf(evidence);
    remedies = List.copyOf(remedies);
  }

  /** How much it matters. */
  public enum Severity {
    LOW,
    MEDIUM,
    HIGH;

    /** The name in reports and JSON. */
    public String id() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    Severity atMost(Severity other) {
      return compareTo(other) > 0 ? other : this;
    }
  }
}

package io.fizzle.read;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How wrong one host's clock was.
 *
 * @param whose a source's name or the end of it, an executor's id, or an owner such as {@code
 *     driver} and {@code executor 7}
 * @param amount what to add to its times
 */
public record ClockSkew(String whose, Duration amount) {
  private static final Pattern AMOUNT =
      Pattern.compile("([+-]?\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h)");

  /**
   * Reads {@code NAME=+2.5s}, with {@code ms}, {@code s}, {@code m} or {@code h}; empty where it is
   * none.
   */
  public static Optional<ClockSkew> parse(String option) {
    int equals = option.lastIndexOf('=');
    Matcher matcher = AMOUNT.matcher(option.substring(equals + 1).strip());
    if (equals <= 0 || !matcher.matches()) {
      return Optional.empty();
    }
    long unit =
        switch (matcher.group(2)) {
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          default -> 3_600_000_000_000L;
        };
    long nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit)).longValue();
    return Optional.of(new ClockSkew(option.substring(0, equals).strip(), Duration.ofNanos(nanos)));
  }

  /** True where this source's times are meant. */
  boolean appliesTo(Source source) {
    String name = source.name();
    return name.equals(whose)
        || name.endsWith("/" + whose)
        || name.endsWith("!" + whose)
        || isOwner(source.owner());
  }

  private boolean isOwner(Owner owner) {
    if (owner.isExecutor() && owner.id().equals(whose)) {
      return true;
    }
    return !owner.equals(Owner.UNKNOWN) && owner.label().equalsIgnoreCase(whose.replace('-', ' '));
  }
}

package io.fizzle.read;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides how each source's written times map to the common clock.
 *
 * <p>Spark's text logs print local time without a zone, GC logs print theirs with one, event logs
 * count from the epoch. So the zone is the user's word; else what a GC log of the same process
 * prints; else what the GC logs print; else what makes the driver's log begin when the event log
 * says that the application started; else UTC.
 */
public final class ClockPlan {

  /** Zones are whole quarters of an hour, from -12:00 to +14:00 (IANA time zone database). */
  private static final long QUARTER_MINUTES = 15;

  private static final Duration FARTHEST = Duration.ofHours(14);

  /**
   * A driver's first line and the application's start lie seconds apart; more than this is no
   * match.
   */
  private static final Duration NEAR = Duration.ofMinutes(3);

  private final @Nullable ZoneId explicit;
  private final List<ClockSkew> skews;
  private final Map<Owner, ZoneOffset> printedByOwner = new LinkedHashMap<>();
  private final @Nullable ZoneOffset printed;
  private final @Nullable ZoneOffset guessed;
  private final @Nullable LocalDate day;

  private ClockPlan(List<Input> inputs, @Nullable ZoneId explicit, List<ClockSkew> skews) {
    this.explicit = explicit;
    this.skews = List.copyOf(skews);
    this.printed = collectPrinted(inputs);
    this.guessed = guess(inputs);
    this.day =
        inputs.stream().map(ClockPlan::date).filter(Objects::nonNull).findFirst().orElse(null);
  }

  /**
   * Plans from what the inputs' beginnings tell.
   *
   * @param explicit the zone of all local times, null where the user gave none
   * @param skews corrections of single clocks
   */
  public static ClockPlan of(List<Input> inputs, @Nullable ZoneId explicit, List<ClockSkew> skews) {
    return new ClockPlan(inputs.stream().filter(Input::usable).toList(), explicit, skews);
  }

  /** The clock of one source. */
  public SourceClock clockOf(Input input) {
    Duration skew = Duration.ZERO;
    for (ClockSkew candidate : skews) {
      skew = candidate.appliesTo(input.source()) ? candidate.amount() : skew;
    }
    return new SourceClock(zoneOf(input), skew);
  }

  /** How the zone of this source's local times was decided, as a person would say it. */
  public String reason(Input input) {
    Owner owner = input.source().owner();
    if (explicit != null) {
      return "as given";
    }
    if (printedByOwner.containsKey(owner)) {
      return "as the GC log of " + owner.label() + " prints it";
    }
    if (printed != null) {
      return "as a GC log prints it";
    }
    return guessed != null ? "so that the driver's log begins when the event log does" : "assumed";
  }

  /** A day of the run, for logs that write no year; null where no source has a date. */
  public @Nullable LocalDate day() {
    return day;
  }

  private ZoneOffset zoneOf(Input input) {
    if (explicit != null) {
      FirstTime first = input.firstTime();
      LocalDateTime when =
          first != null ? first.written() : day != null ? day.atStartOfDay() : null;
      return when == null
          ? explicit.getRules().getOffset(Instant.EPOCH)
          : explicit.getRules().getOffset(when);
    }
    ZoneOffset own = printedByOwner.get(input.source().owner());
    if (own != null) {
      return own;
    }
    if (printed != null) {
      return printed;
    }
    return guessed != null ? guessed : ZoneOffset.UTC;
  }

  /** What most GC logs print. */
  private @Nullable ZoneOffset collectPrinted(List<Input> inputs) {
    Map<ZoneOffset, Integer> votes = new LinkedHashMap<>();
    for (Input input : inputs) {
      ZoneOffset offset = input.firstTime() == null ? null : input.firstTime().offset();
      if (input.source().kind() != SourceKind.GC_LOG || offset == null) {
        continue;
      }
      votes.merge(offset, 1, Integer::sum);
      if (!input.source().owner().equals(Owner.UNKNOWN)) {
        printedByOwner.putIfAbsent(input.source().owner(), offset);
      }
    }
    return votes.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  /** The offset under which a driver's log, else the first executor's, begins with an event log. */
  private static @Nullable ZoneOffset guess(List<Input> inputs) {
    List<Instant> starts =
        inputs.stream()
            .filter(input -> input.source().kind() == SourceKind.EVENT_LOG)
            .map(input -> input.firstTime() == null ? null : input.firstTime().instant())
            .filter(Objects::nonNull)
            .toList();
    List<Input> local =
        inputs.stream()
            .filter(input -> input.firstTime() != null && input.firstTime().offset() == null)
            .filter(input -> rank(input.source()) < Integer.MAX_VALUE)
            .sorted(
                Comparator.comparingInt((Input input) -> rank(input.source()))
                    .thenComparing(input -> Objects.requireNonNull(input.firstTime()).written()))
            .toList();
    for (Input input : local) {
      for (Instant start : starts) {
        ZoneOffset offset = offset(Objects.requireNonNull(input.firstTime()).written(), start);
        if (offset != null) {
          return offset;
        }
      }
    }
    return null;
  }

  private static int rank(Source source) {
    if (source.kind() != SourceKind.SPARK_LOG && source.kind() != SourceKind.TEXT) {
      return Integer.MAX_VALUE;
    }
    return switch (source.owner().role()) {
      case DRIVER -> 0;
      case UNKNOWN, APPLICATION_MASTER -> 1;
      case EXECUTOR -> 2;
      default -> Integer.MAX_VALUE;
    };
  }

  /** The rounded difference, null where no zone explains it. */
  static @Nullable ZoneOffset offset(LocalDateTime written, Instant start) {
    Duration difference = Duration.between(start, written.toInstant(ZoneOffset.UTC));
    long quarters = Math.round(difference.toSeconds() / (60.0 * QUARTER_MINUTES));
    Duration rounded = Duration.ofMinutes(quarters * QUARTER_MINUTES);
    boolean near = difference.minus(rounded).abs().compareTo(NEAR) <= 0;
    return near && rounded.abs().compareTo(FARTHEST) <= 0
        ? ZoneOffset.ofTotalSeconds((int) rounded.toSeconds())
        : null;
  }

  private static @Nullable LocalDate date(Input input) {
    return input.firstTime() == null ? null : input.firstTime().written().toLocalDate();
  }
}

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides how each source's written times map to the common clock.
 *
 * <p>Spark's text logs print local time without a zone, GC logs print theirs with one, event logs
 * count from the epoch. So the zone is the user's word; else what a GC log of the same process
 * prints; else what the GC logs print, unless the driver's log would then begin before its
 * application, and another zone lets it begin with the event log; else what makes the driver's log
 * begin when the event log says that the application started; else UTC.
 */
public final class ClockPlan {

  /** Zones are whole quarters of an hour (IANA time zone database). */
  private static final long QUARTER_MINUTES = 15;

  private static final Duration FARTHEST_WEST = Duration.ofHours(-12);
  private static final Duration FARTHEST_EAST = Duration.ofHours(14);

  /**
   * A driver's first line comes seconds before the application's start, an executor's after it;
   * what lies farther away is no match. The narrower, the rarer a piece of a log matches by
   * accident.
   */
  private static final Duration NEAR = Duration.ofMinutes(3);

  /** Spark prints whole seconds, and two hosts' clocks differ a little. */
  private static final Duration SLACK = Duration.ofSeconds(10);

  private final @Nullable ZoneId explicit;
  private final List<ClockSkew> skews;
  private final Map<Owner, ZoneOffset> printedByOwner = new LinkedHashMap<>();
  private final @Nullable ZoneOffset printed;
  private final @Nullable ZoneOffset guessed;
  private final List<Instant> starts;
  private final @Nullable LocalDate day;

  private ClockPlan(List<Input> inputs, @Nullable ZoneId explicit, List<ClockSkew> skews) {
    this.explicit = explicit;
    this.skews = List.copyOf(skews);
    List<Dated> dated = Dated.in(inputs);
    this.printed = collectPrinted(dated);
    this.starts = starts(dated);
    this.guessed = guess(dated, starts);
    this.day = dated.isEmpty() ? null : dated.get(0).time().written().toLocalDate();
  }

  /**
   * Plans from what the inputs' beginnings tell.
   *
   * @param explicit the zone of all local times, null where the user gave none
   * @param skews corrections of single clocks
   */
  public static ClockPlan of(List<Input> inputs, @Nullable ZoneId explicit, List<ClockSkew> skews) {
    return new ClockPlan(inputs, explicit, skews);
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
    if (printed != null && fitted(input) == null) {
      return "as a GC log prints it";
    }
    return printed != null || guessed != null
        ? "so that the driver's log begins when the event log does"
        : "assumed";
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
      ZoneOffset fitted = fitted(input);
      return fitted != null ? fitted : printed;
    }
    return guessed != null ? guessed : ZoneOffset.UTC;
  }

  /**
   * The zone under which a driver's log begins with an event log, where the one that the executors'
   * GC logs print would let it begin before its application: a driver in client mode runs on
   * another machine. Null for all other logs.
   */
  private @Nullable ZoneOffset fitted(Input input) {
    FirstTime first = input.firstTime();
    if (!input.source().owner().isDriver()
        || printed == null
        || first == null
        || first.offset() != null) {
      return null;
    }
    Instant begun = first.written().toInstant(printed);
    boolean mayBePiece = starts.stream().anyMatch(start -> !begun.isBefore(start.minus(NEAR)));
    Dated log = new Dated(input.source(), first);
    return mayBePiece
        ? null
        : starts.stream()
            .map(start -> offset(log, start))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }

  /** When the event logs say that their applications started. */
  private static List<Instant> starts(List<Dated> dated) {
    return dated.stream()
        .filter(log -> log.source().kind() == SourceKind.EVENT_LOG)
        .map(log -> log.time().written().toInstant(ZoneOffset.UTC))
        .toList();
  }

  /** What most GC logs print. */
  private @Nullable ZoneOffset collectPrinted(List<Dated> dated) {
    Map<ZoneOffset, Integer> votes = new LinkedHashMap<>();
    for (Dated log : dated) {
      ZoneOffset offset = log.time().offset();
      if (log.source().kind() != SourceKind.GC_LOG || offset == null) {
        continue;
      }
      votes.merge(offset, 1, Integer::sum);
      if (!log.source().owner().equals(Owner.UNKNOWN)) {
        printedByOwner.putIfAbsent(log.source().owner(), offset);
      }
    }
    return votes.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  /**
   * The offset under which a driver's log, else the first executor's, begins with an event log.
   * Among several event logs a log may begin with one by accident, so the offset is taken that fits
   * most logs, and the smallest of those.
   */
  private static @Nullable ZoneOffset guess(List<Dated> dated, List<Instant> starts) {
    Map<ZoneOffset, Integer> fits = new HashMap<>();
    Set<ZoneOffset> first = new HashSet<>();
    dated.stream()
        .filter(log -> log.time().offset() == null)
        .sorted(
            Comparator.comparing((Dated log) -> !log.source().owner().isDriver())
                .thenComparing(log -> log.time().written()))
        .forEach(
            log -> {
              Set<ZoneOffset> offsets = new HashSet<>();
              starts.forEach(
                  start -> Optional.ofNullable(offset(log, start)).ifPresent(offsets::add));
              offsets.forEach(offset -> fits.merge(offset, 1, Integer::sum));
              if (first.isEmpty()) {
                first.addAll(offsets);
              }
            });
    return first.stream()
        .max(
            Comparator.comparingInt((ZoneOffset offset) -> fits.getOrDefault(offset, 0))
                .thenComparingInt(offset -> -Math.abs(offset.getTotalSeconds())))
        .orElse(null);
  }

  private static @Nullable ZoneOffset offset(Dated log, Instant start) {
    SourceKind kind = log.source().kind();
    if (kind != SourceKind.SPARK_LOG && kind != SourceKind.TEXT) {
      return null;
    }
    return switch (log.source().owner().role()) {
      case DRIVER, APPLICATION_MASTER -> offset(log.time().written(), start, true);
      case EXECUTOR -> offset(log.time().written(), start, false);
      default -> null;
    };
  }

  /**
   * The zone that puts a log's first line shortly before, or after, the application's start; null
   * where none does, as with a piece of a log that begins hours later.
   */
  static @Nullable ZoneOffset offset(LocalDateTime written, Instant start, boolean before) {
    Duration difference = Duration.between(start, written.toInstant(ZoneOffset.UTC));
    long quarters = Math.round(difference.toSeconds() / (60.0 * QUARTER_MINUTES));
    Duration rounded = Duration.ofMinutes(quarters * QUARTER_MINUTES);
    Duration late = difference.minus(rounded);
    Duration gap = before ? late.negated() : late;
    boolean fits = gap.compareTo(SLACK.negated()) >= 0 && gap.compareTo(NEAR) <= 0;
    return fits && rounded.compareTo(FARTHEST_WEST) >= 0 && rounded.compareTo(FARTHEST_EAST) <= 0
        ? ZoneOffset.ofTotalSeconds((int) rounded.toSeconds())
        : null;
  }

  /** A source that writes a time. */
  private record Dated(Source source, FirstTime time) {
    private static List<Dated> in(List<Input> inputs) {
      List<Dated> dated = new ArrayList<>();
      for (Input input : inputs) {
        FirstTime time = input.firstTime();
        if (time != null && input.usable()) {
          dated.add(new Dated(input.source(), time));
        }
      }
      return dated;
    }
  }
}

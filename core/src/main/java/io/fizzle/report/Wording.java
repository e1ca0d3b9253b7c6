package io.fizzle.report;

import io.fizzle.diagnosis.Explained;
import io.fizzle.diagnosis.RankedCause;
import io.fizzle.evidence.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How all reports write times, shares and places. */
final class Wording {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Wording() {}

  static String time(@Nullable Instant time) {
    return time == null ? "" : TIME.format(time);
  }

  static String dateTime(@Nullable Instant time) {
    return time == null ? "unknown" : DATE_TIME.format(time);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }

  static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    return seconds < 3600
        ? seconds / 60 + " min " + seconds % 60 + " s"
        : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }

  /** {@code file:line}, the whole source where no line is meant. */
  static String place(Evidence evidence) {
    return evidence.source().name() + (evidence.line() > 0 ? ":" + evidence.line() : "");
  }

  /** An excerpt on one line. */
  static String excerpt(Evidence evidence) {
    return evidence.excerpt().replaceAll("\\s+", " ").strip();
  }

  static String cause(Explained explained, double threshold) {
    Optional<RankedCause> top = explained.top();
    if (top.isEmpty()) {
      return "undetermined";
    }
    String ranked = top.get().cause().id() + " " + percent(top.get().confidence());
    return top.get().confidence() >= threshold ? ranked : "undetermined (" + ranked + ")";
  }
}

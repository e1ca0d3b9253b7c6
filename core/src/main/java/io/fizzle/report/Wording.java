package io.fizzle.report;

import io.fizzle.cause.Answer;
import io.fizzle.cause.Numbers;
import io.fizzle.diagnosis.Explained;
import io.fizzle.diagnosis.RankedCause;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How all reports write times, shares and causes. */
final class Wording {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Up to here a delay is told in seconds: long enough for every timeout of Spark's. */
  private static final int MOST_SECONDS = 1000;

  private Wording() {}

  static String time(@Nullable Instant time) {
    return time == null ? "" : TIME.format(time);
  }

  static String dateTime(@Nullable Instant time) {
    return time == null ? "unknown" : DATE_TIME.format(time);
  }

  static String percent(double share) {
    return Numbers.percent(share);
  }

  static String duration(Duration duration) {
    return duration.toHours() == 0
        ? Numbers.duration(duration)
        : duration.toHours() + " h " + duration.toMinutesPart() + " min";
  }

  /** A duration down to milliseconds. */
  static String fineDuration(Duration duration) {
    return duration.toSeconds() > 0 ? duration(duration) : duration.toMillis() + " ms";
  }

  /** A delay with its sign, in whole seconds: text logs tell no more. */
  static String delay(@Nullable Duration delay) {
    if (delay == null) {
      return "";
    }
    long seconds = Math.abs(delay.toSeconds());
    String sign = delay.isNegative() && seconds > 0 ? "-" : "+";
    return sign + (seconds < MOST_SECONDS ? seconds + " s" : seconds / 60 + " min");
  }

  /** The answer to the central question, in a word or two. */
  static String answer(Answer answer) {
    return switch (answer) {
      case PURE_OOM -> "pure OOM";
      case PURE_GC -> "pure GC";
      case MIXED -> "both";
      case CONTAINER_OOM -> "container";
      case NEITHER -> "neither";
    };
  }

  /** The answer as a title of its own. */
  static String answerTitle(Answer answer) {
    return switch (answer) {
      case PURE_OOM -> "Out of memory";
      case PURE_GC -> "GC";
      case MIXED -> "Both";
      case CONTAINER_OOM -> "Container limit";
      case NEITHER -> "Neither";
    };
  }

  /** The answer to the central question, as half a sentence. */
  static String longAnswer(Answer answer) {
    return switch (answer) {
      case PURE_OOM -> "pure OOM: memory ran out, GC did not stop it";
      case PURE_GC -> "pure GC: pauses stopped it, memory did not run out";
      case MIXED -> "both: GC took the time and memory ran out";
      case CONTAINER_OOM -> "container: killed from outside at its memory limit";
      case NEITHER -> "neither GC nor out of memory";
    };
  }

  static String cause(Explained explained, double threshold) {
    Optional<RankedCause> top = explained.top();
    if (top.isEmpty()) {
      return "undetermined";
    }
    String ranked = top.get().cause().id() + " " + percent(top.get().confidence());
    return top.get().confidence() >= threshold ? ranked : "undetermined (" + ranked + "?)";
  }

  /** For example {@code 3.4 s} after a known start; empty where either end is not known. */
  static String span(@Nullable Instant start, @Nullable Instant end) {
    return start == null || end == null ? "" : duration(Duration.between(start, end));
  }
}

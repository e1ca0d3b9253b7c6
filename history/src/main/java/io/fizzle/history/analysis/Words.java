package io.fizzle.history.analysis;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Figures and times as people read them. */
public final class Words {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int PERCENT = 100;
  private static final Pattern PLAIN = Pattern.compile("[\\w./:@%+=][\\w./:@%+=-]*");

  private Words() {}

  public static String time(Instant time) {
    String text = TIME.format(time);
    return text.endsWith(" 00:00") ? text.substring(0, 10) : text;
  }

  static String window(Window window) {
    return time(window.from()) + " to " + time(window.until()) + " UTC";
  }

  public static String percent(double share) {
    return Math.round(PERCENT * share) + " %";
  }

  /** {@code 12 of 15 (80 %)}. */
  public static String part(long hits, long of) {
    return count(hits) + " of " + count(of) + " (" + share(hits, of) + ")";
  }

  /** {@code 2 of 8 (25 %) failed}; of none it says so. */
  static String failed(long died, long known) {
    return known == 0
        ? "how they ended is not known"
        : died == 0 ? "none failed" : part(died, known) + " failed";
  }

  /** {@code 2 of 8 (25 %) runs failed}; of none it says so. */
  static String runsFailed(long died, long known, long unknown) {
    String runs = known == 1 ? " run failed" : " runs failed";
    return known == 0
        ? "how " + plural(unknown, "run") + " ended is not known"
        : died == 0 ? "none of " + count(known) + runs : part(died, known) + runs;
  }

  /** {@code , how 2 ended is not known}; empty where it is of all, or of none. */
  static String unknown(long unknown, long known) {
    return unknown == 0 || known == 0 ? "" : ", how " + count(unknown) + " ended is not known";
  }

  static String share(long hits, long of) {
    if (of == 0) {
      return "-";
    }
    double percent = 100.0 * hits / of;
    return percent >= 10 || percent == 0
        ? Math.round(percent) + " %"
        : String.format(Locale.ROOT, "%.1f %%", percent);
  }

  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  public static String hours(double hours) {
    return hours == 0
        ? "0"
        : hours < 10 ? String.format(Locale.ROOT, "%.1f", hours) : count(Math.round(hours));
  }

  /** Hours of which 0 means that nobody knows them. */
  static String known(double hours) {
    return hours == 0 ? "not known" : hours(hours);
  }

  /** {@code 12 of 44}, or that it is not known; a dash where there was nothing to hold any. */
  static String lostOf(double lost, double held, long runs) {
    return runs == 0 ? "-" : held == 0 ? "not known" : hours(lost) + " of " + hours(held);
  }

  /** {@code 1 in 2,000} and the like; below a millionth only that. */
  public static String chance(double chance) {
    if (chance < 1e-6) {
      return "less than 1 in a million";
    }
    return "1 in " + count(Math.round(1 / chance));
  }

  public static String duration(Duration duration) {
    long minutes = duration.toMinutes();
    if (minutes < 2) {
      return duration.toSeconds() + " s";
    }
    if (minutes < 120) {
      return minutes + " min";
    }
    return minutes < 48 * 60
        ? Math.round(minutes / 60.0) + " h"
        : Math.round(minutes / 1440.0) + " days";
  }

  static String subject(Change change) {
    return change.kind().equals("all") ? "all projects" : change.kind() + " " + change.value();
  }

  /** {@code heap-oom 3}, the most frequent first. */
  static List<String> counts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(one -> one.getKey() + " " + count(one.getValue()))
        .toList();
  }

  /** As an argument to copy into a shell: quoted where it is more than a plain word. */
  public static String argument(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  public static String plural(long count, String noun) {
    return count(count) + " " + noun + (count == 1 || noun.endsWith("s") ? "" : "s");
  }
}

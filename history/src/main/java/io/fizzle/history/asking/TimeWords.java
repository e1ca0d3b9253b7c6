package io.fizzle.history.asking;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The time that a question names, in UTC. What it reads is marked. */
final class TimeWords {
  private static final List<String> NUMBERS =
      List.of(
          "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
          "twelve");
  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");
  private static final List<String> WEEKDAYS =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

  private static final Pattern LAST =
      Pattern.compile(
          "\\b(the )?(?:last|past|previous|recent) (?:(\\d{1,4}|a couple of|couple of|"
              + String.join("|", NUMBERS)
              + ") ?)?(hour|day|week|fortnight|month|quarter|year)s?\\b");
  private static final Pattern DATE =
      Pattern.compile("\\b(since|from|after)? ?(?:on )?(\\d{4}-\\d{2}-\\d{2})\\b");
  private static final Pattern MONTH =
      Pattern.compile(
          "\\b(?:(since|from|after|on|in|of|during|for) )?(?:the )?(?:(\\d{1,2})(?:st|nd|rd|th)?"
              + " (?:of )?)?"
              + "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
              + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b(?: (?:the"
              + " )?(\\d{1,2})(?:st|nd|rd|th)?\\b)?(?: (\\d{4})\\b)?");
  private static final Pattern WEEKDAY =
      Pattern.compile("\\b(since|from|after|on|last)? ?(" + String.join("|", WEEKDAYS) + ")\\b");
  private static final Pattern NEAR =
      Pattern.compile("\\b(since )?(yesterday|last night|today|this week|this month)\\b");

  private final Instant now;
  private final LocalDate today;

  private TimeWords(Instant now) {
    this.now = now;
    this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  /**
   * A time.
   *
   * @param until excluded; now at the latest
   */
  record When(Instant from, Instant until) {
    Duration length() {
      return Duration.between(from, until);
    }
  }

  /** The time that is named; empty where none is, or one that is still to come. */
  static Optional<When> in(Reading reading, Instant now) {
    TimeWords words = new TimeWords(now);
    return first(reading, LAST, words::last)
        .or(() -> first(reading, DATE, words::date))
        .or(() -> first(reading, MONTH, words::month))
        .or(() -> first(reading, NEAR, words::near))
        .or(() -> first(reading, WEEKDAY, words::weekday));
  }

  /** Makes a time of what was found; empty where it is none. */
  @FunctionalInterface
  private interface Meaning {
    Optional<When> of(MatchResult found);
  }

  private static Optional<When> first(Reading reading, Pattern pattern, Meaning meaning) {
    Optional<MatchResult> found = reading.find(pattern);
    Optional<When> when = Optional.empty();
    try {
      when = found.flatMap(meaning::of).filter(one -> one.from().isBefore(one.until()));
    } catch (DateTimeException e) {
      // no day of the calendar: told as not understood
    }
    if (when.isPresent()) {
      reading.take(found.orElseThrow());
    }
    return when;
  }

  private Optional<When> last(MatchResult found) {
    String number = found.group(2);
    String unit = found.group(3);
    if (number == null && found.group(1) == null && unit.equals("month")) {
      // "the last month" is as long as one, "last month" has a name
      LocalDate first = today.withDayOfMonth(1);
      return Optional.of(new When(begin(first.minusMonths(1)), begin(first)));
    }
    long count =
        number == null
            ? 1
            : number.endsWith("couple of")
                ? 2
                : NUMBERS.contains(number)
                    ? NUMBERS.indexOf(number) + 1L
                    : Math.max(1, Long.parseLong(number));
    return since(now.minus(unit(unit).multipliedBy(count)));
  }

  private static Duration unit(String name) {
    return switch (name) {
      case "hour" -> Duration.ofHours(1);
      case "week" -> Duration.ofDays(7);
      case "fortnight" -> Duration.ofDays(14);
      case "month" -> Duration.ofDays(30);
      case "quarter" -> Duration.ofDays(91);
      case "year" -> Duration.ofDays(365);
      default -> Duration.ofDays(1);
    };
  }

  private Optional<When> date(MatchResult found) {
    LocalDate day = LocalDate.parse(found.group(2));
    return found.group(1) == null ? day(day) : since(begin(day));
  }

  private Optional<When> month(MatchResult found) {
    String word = found.group(1);
    String day = found.group(2) == null ? found.group(4) : found.group(2);
    String year = found.group(5);
    String name = found.group(3);
    boolean isNamed = name.length() > 3 && !name.equals("march");
    if (word == null && day == null && year == null && !isNamed) {
      return Optional.empty(); // may, march: verbs as well
    }
    int number = number(name);
    YearMonth month = YearMonth.of(year == null ? today.getYear() : Integer.parseInt(year), number);
    LocalDate first = month.atDay(day == null ? 1 : Integer.parseInt(day));
    if (year == null && first.isAfter(today)) {
      first = first.minusYears(1);
    }
    if (word != null && List.of("since", "from", "after").contains(word)) {
      return since(begin(first));
    }
    return day == null ? until(first, first.plusMonths(1)) : day(first);
  }

  private static int number(String name) {
    for (int i = 0; i < MONTHS.size(); i++) {
      if (MONTHS.get(i).startsWith(name.substring(0, 3))) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException(name);
  }

  private Optional<When> near(MatchResult found) {
    boolean open = found.group(1) != null;
    return switch (found.group(2)) {
      case "today" -> since(begin(today));
      case "yesterday" -> open ? since(begin(today.minusDays(1))) : day(today.minusDays(1));
      case "last night" -> since(begin(today.minusDays(1)));
      case "this month" -> since(begin(today.withDayOfMonth(1)));
      default -> since(now.minus(Duration.ofDays(7)));
    };
  }

  private Optional<When> weekday(MatchResult found) {
    String name = found.group(2).toUpperCase(Locale.ROOT);
    LocalDate day = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.valueOf(name)));
    String word = found.group(1);
    return word == null || word.equals("on") || word.equals("last") ? day(day) : since(begin(day));
  }

  private Optional<When> day(LocalDate day) {
    return until(day, day.plusDays(1));
  }

  private Optional<When> until(LocalDate from, LocalDate until) {
    Instant end = begin(until);
    return Optional.of(new When(begin(from), end.isAfter(now) ? now : end));
  }

  private Optional<When> since(Instant from) {
    return Optional.of(new When(from, now));
  }

  private static Instant begin(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().truncatedTo(ChronoUnit.DAYS);
  }
}

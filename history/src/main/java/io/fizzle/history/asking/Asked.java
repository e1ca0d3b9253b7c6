package io.fizzle.history.asking;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question that was understood.
 *
 * @param project empty where none is named
 * @param application likewise
 * @param cause likewise; an id
 * @param lookback how far to look back; empty where the question does not say
 */
public record Asked(
    Intent intent, String project, String application, String cause, Optional<Duration> lookback) {
  /** A longer question is none. */
  private static final int LONGEST = 500;

  private static final Pattern LAST =
      Pattern.compile(
          "(?:last|past|previous)\\s{1,3}(\\d{1,4})?\\s{0,3}(hour|day|week|month|year)s?");
  private static final Pattern SINCE =
      Pattern.compile("(?:since|from|after)\\s{1,3}(\\d{4}-\\d{2}-\\d{2})");
  private static final Pattern PROJECT =
      Pattern.compile("(?:project|namespace|team)\\s{1,3}[\"']?([\\w.-]{1,100})");
  private static final Pattern APPLICATION =
      Pattern.compile("(?:application|app|job)\\s{1,3}[\"']?([\\w./-]{1,200})");

  /** Words after "application" that name none. */
  private static final Pattern NO_NAME =
      Pattern.compile("(?:fail|die|crash|is|are|do|does|has|have|in|of|with|that|most|run|s$).*");

  /**
   * Understands a question.
   *
   * @param projects names that a question may hold without saying that they are projects
   * @param applications likewise
   * @return empty where no intent is recognised
   */
  public static Optional<Asked> understand(
      String text, Collection<String> projects, Collection<String> applications, Instant now) {
    String question =
        text.strip().toLowerCase(Locale.ROOT).replaceAll("[?!,;]", " ").replaceAll("\\s+", " ");
    if (question.length() > LONGEST) {
      return Optional.empty();
    }
    String cause = CauseNames.in(question).orElse("");
    String project = slot(PROJECT, question, text, projects);
    String application = slot(APPLICATION, question, text, applications);
    return intent(question, cause)
        // a risk is that of one application
        .filter(intent -> intent != Intent.RISK || !application.isEmpty())
        .map(intent -> new Asked(intent, project, application, cause, lookback(question, now)));
  }

  private static Optional<Intent> intent(String question, String cause) {
    Optional<Intent> best =
        java.util.Arrays.stream(Intent.values())
            .filter(intent -> intent.weight(question) > 0)
            // only what names a cause can be remedied
            .filter(intent -> intent != Intent.REMEDIES || !cause.isEmpty())
            .max(
                Comparator.comparingInt((Intent intent) -> intent.weight(question))
                    .thenComparing(Comparator.<Intent>naturalOrder().reversed()));
    boolean fixes = !cause.isEmpty() && Intent.REMEDIES.weight(question) > 0;
    return fixes ? Optional.of(Intent.REMEDIES) : best;
  }

  /** A known name wins; else the word after the noun, in its own letters. */
  private static String slot(
      Pattern named, String question, String text, Collection<String> known) {
    Optional<String> name =
        known.stream()
            .filter(one -> isWord(question, one.toLowerCase(Locale.ROOT)))
            .max(Comparator.comparingInt(String::length).thenComparing(one -> one));
    if (name.isPresent()) {
      return name.get();
    }
    Matcher matcher = named.matcher(question);
    if (!matcher.find() || NO_NAME.matcher(matcher.group(1)).matches()) {
      return "";
    }
    int at = text.toLowerCase(Locale.ROOT).indexOf(matcher.group(1));
    return at < 0 ? matcher.group(1) : text.substring(at, at + matcher.group(1).length());
  }

  private static boolean isWord(String question, String name) {
    return name.length() > 2
        && Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])")
            .matcher(question)
            .find();
  }

  private static Optional<Duration> lookback(String question, Instant now) {
    Matcher last = LAST.matcher(question);
    if (last.find()) {
      long count = last.group(1) == null ? 1 : Long.parseLong(last.group(1));
      return Optional.of(unit(last.group(2)).multipliedBy(Math.max(1, count)));
    }
    Matcher since = SINCE.matcher(question);
    if (since.find()) {
      try {
        Instant from = LocalDate.parse(since.group(1)).atStartOfDay(ZoneOffset.UTC).toInstant();
        return Optional.of(Duration.between(from, now)).filter(span -> !span.isNegative());
      } catch (DateTimeParseException e) {
        return Optional.empty();
      }
    }
    if (question.contains("yesterday") || question.contains("today")) {
      Instant today = now.truncatedTo(ChronoUnit.DAYS);
      Instant from = question.contains("today") ? today : today.minus(Duration.ofDays(1));
      return Optional.of(Duration.between(from, now));
    }
    return question.contains("this week") ? Optional.of(unit("week")) : Optional.empty();
  }

  private static Duration unit(String name) {
    return switch (name) {
      case "hour" -> Duration.ofHours(1);
      case "week" -> Duration.ofDays(7);
      case "month" -> Duration.ofDays(30);
      case "year" -> Duration.ofDays(365);
      default -> Duration.ofDays(1);
    };
  }
}

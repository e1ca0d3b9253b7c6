package io.fizzle.history.asking;

import io.fizzle.history.Filter.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A question that was understood.
 *
 * @param about values of the fields that it is about, one of each
 * @param subject what something shall be similar to: a path or an id; or an exit status; empty
 *     where nothing is named
 * @param lookback how far to look back from {@code until}; empty where the question does not say
 * @param until excluded; empty for now
 * @param unread words that were not understood, or do not matter to such a question
 */
public record Asked(
    Intent intent,
    Map<Field, String> about,
    String subject,
    Optional<Duration> lookback,
    Optional<Instant> until,
    List<String> unread) {
  /** A longer question is none. */
  private static final int LONGEST = 500;

  /** Words after a noun that are no name. */
  private static final String NO_NAME =
      "(?!(?:fail\\w{0,5}|die[ds]?|crash\\w{0,3}|is|are|was|were|do|does|did|has|have|had|in|of|on|at"
          + "|with|that|this|which|most|runs?|running|keeps?|gets?|goes|will|can|last|since|and|or"
          + "|the|for|to|lost|loses?|bad|hot|worst|worse|from|s|it|they|we|my|our|all)(?![\\w.-]))";

  private static final Map<Field, Pattern> NAMED =
      new EnumMap<>(
          Map.of(
              Field.PROJECT, named("project|namespace|queue", "[\\w.-]{1,100}"),
              Field.TEAM, named("team", "[\\w.-]{1,100}"),
              Field.CLUSTER, named("cluster", "[\\w.-]{1,100}"),
              Field.NODE, named("node|host|machine", "[\\w.-]{1,100}"),
              Field.APPLICATION, named("application|app|job", "[\\w./-]{1,200}"),
              Field.IMAGE, named("image", "[\\w.@-]{0,100}[/:][\\w./:@-]{1,200}"),
              Field.SPARK_VERSION, named("spark|version", "\\d\\.\\d{1,2}(?:\\.\\d{1,2})?")));

  private static final Pattern FAILED =
      Pattern.compile(
          "why (?:did|does|is|was|has) [\"']?"
              + NO_NAME
              + "([\\w./-]{1,200})[\"']? (?:fail|die|crash|break|broke|stop|abort|get|keep)");
  private static final Pattern LIKE =
      Pattern.compile("(?:similar to|same as|like) [\"']?(?!the\\b|this\\b|it\\b)(\\S{1,300})");
  private static final Pattern EXIT =
      Pattern.compile(
          "\\b(?:exit(?:ed)?(?: with)?(?: code| status)?|code|status) (137|143)\\b"
              + "|\\b(sigkill|sigterm|kill -9|signal 9|signal 15|137|143)\\b");

  public Asked {
    about = Map.copyOf(about);
    unread = List.copyOf(unread);
  }

  /** A question that says no end of its time, and of which everything was understood. */
  public Asked(
      Intent intent,
      String project,
      String application,
      String cause,
      Optional<Duration> lookback) {
    this(intent, fields(project, application, cause), "", lookback, Optional.empty(), List.of());
  }

  private static Map<Field, String> fields(String project, String application, String cause) {
    Map<Field, String> fields = new EnumMap<>(Field.class);
    fields.put(Field.PROJECT, project);
    fields.put(Field.APPLICATION, application);
    fields.put(Field.CAUSE, cause);
    fields.values().removeIf(String::isEmpty);
    return fields;
  }

  private static Pattern named(String nouns, String name) {
    return Pattern.compile("(?<![\\w.-])(?:" + nouns + ") [\"']?" + NO_NAME + "(" + name + ")");
  }

  /** Empty where none is named. */
  public String project() {
    return about.getOrDefault(Field.PROJECT, "");
  }

  /** Empty where none is named. */
  public String application() {
    return about.getOrDefault(Field.APPLICATION, "");
  }

  /** An id; empty where none is named. */
  public String cause() {
    return about.getOrDefault(Field.CAUSE, "");
  }

  /**
   * Understands a question.
   *
   * @param projects names that a question may hold without saying that they are projects
   * @param applications likewise
   * @return empty where no intent is recognised
   */
  public static Optional<Asked> understand(
      String text, Collection<String> projects, Collection<String> applications, Instant now) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    Reading reading = new Reading(text);
    Optional<TimeWords.When> when = TimeWords.in(reading, now);
    Map<Field, String> about = about(reading, projects, applications);
    CauseNames.in(reading).ifPresent(cause -> about.put(Field.CAUSE, cause));
    Optional<MatchResult> exit = reading.find(EXIT);
    Optional<MatchResult> like = reading.find(LIKE);
    boolean isExit = exit.isPresent() && !about.containsKey(Field.CAUSE);
    return intent(reading.text(), about, isExit, like.isPresent())
        .map(
            intent -> {
              String subject = "";
              if (intent == Intent.SIMILAR && like.isPresent()) {
                subject = reading.own(like.get(), 1);
                reading.take(like.get());
              }
              if (intent == Intent.EXIT_STATUS) {
                subject = status(exit.orElseThrow());
                reading.take(exit.orElseThrow());
              }
              return asked(intent, about, subject, when, reading, now);
            });
  }

  private static Asked asked(
      Intent intent,
      Map<Field, String> about,
      String subject,
      Optional<TimeWords.When> when,
      Reading reading,
      Instant now) {
    for (Intent each : Intent.values()) {
      reading.take(each.words());
    }
    if (intent == Intent.WHY || intent == Intent.SIMILAR) {
      reading.take(List.of("last failure", "latest failure")); // no other is meant
    }
    List<String> unread = new ArrayList<>(reading.unread());
    Map<Field, String> used = new EnumMap<>(Field.class);
    about.forEach(
        (field, value) -> {
          if (intent.usesField(field)) {
            used.put(field, value);
          } else {
            unread.add(value);
          }
        });
    if (when.isPresent() && !intent.usesTime()) {
      unread.add("the time");
    }
    Optional<TimeWords.When> asked = intent.usesTime() ? when : Optional.empty();
    return new Asked(
        intent,
        used,
        subject,
        asked.map(TimeWords.When::length),
        asked.map(TimeWords.When::until).filter(until -> until.isBefore(now)),
        unread);
  }

  private static String status(MatchResult exit) {
    String said = exit.group(1) == null ? exit.group(2) : exit.group(1);
    return said.equals("143") || said.equals("sigterm") || said.equals("signal 15") ? "143" : "137";
  }

  /** What is named by its noun; else a known name. */
  private static Map<Field, String> about(
      Reading reading, Collection<String> projects, Collection<String> applications) {
    Map<Field, String> about = new EnumMap<>(Field.class);
    NAMED.forEach((field, pattern) -> named(reading, pattern, field, about));
    known(reading, projects, Field.PROJECT, about);
    known(reading, applications, Field.APPLICATION, about);
    named(reading, FAILED, Field.APPLICATION, about);
    return about;
  }

  private static void named(
      Reading reading, Pattern pattern, Field field, Map<Field, String> about) {
    Optional<MatchResult> found =
        about.containsKey(field) ? Optional.empty() : reading.find(pattern);
    if (found.isPresent()) {
      about.put(field, reading.own(found.get(), 1));
      reading.take(found.get());
    }
  }

  /** The longest of the names that stands there as a word. */
  private static void known(
      Reading reading, Collection<String> names, Field field, Map<Field, String> about) {
    if (about.containsKey(field)) {
      return;
    }
    names.stream()
        .filter(name -> name.length() > 2)
        .sorted(
            Comparator.comparingInt(String::length)
                .reversed()
                .thenComparing(Comparator.naturalOrder()))
        .flatMap(name -> reading.find(word(name)).map(found -> Map.entry(name, found)).stream())
        .findFirst()
        .ifPresent(
            one -> {
              about.put(field, one.getKey());
              reading.take(one.getValue());
            });
  }

  private static Pattern word(String name) {
    return Pattern.compile(
        "(?<![\\w-])" + Pattern.quote(name.toLowerCase(java.util.Locale.ROOT)) + "(?![\\w-])");
  }

  private static Optional<Intent> intent(
      String question, Map<Field, String> about, boolean isExit, boolean isLike) {
    boolean fixes = Intent.REMEDIES.weight(question) > 0;
    if (fixes && about.containsKey(Field.CAUSE)) {
      return Optional.of(Intent.REMEDIES);
    }
    Optional<Intent> best =
        Stream.of(Intent.values())
            .filter(intent -> intent.weight(question) > 0)
            .filter(intent -> isAnswerable(intent, about, isLike))
            .max(
                Comparator.comparingInt((Intent intent) -> intent.weight(question))
                    .thenComparing(Comparator.<Intent>naturalOrder().reversed()));
    boolean others = best.isPresent() && best.get() != Intent.WHY && best.get() != Intent.ANALYSIS;
    return isExit && !others ? Optional.of(Intent.EXIT_STATUS) : best;
  }

  /** Only a cause can be remedied; a risk and a reason are those of an application. */
  private static boolean isAnswerable(Intent intent, Map<Field, String> about, boolean isLike) {
    return switch (intent) {
      case REMEDIES -> about.containsKey(Field.CAUSE);
      case RISK, WHY -> about.containsKey(Field.APPLICATION);
      case SIMILAR -> isLike || about.containsKey(Field.APPLICATION);
      default -> true;
    };
  }
}

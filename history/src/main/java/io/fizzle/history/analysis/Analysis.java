package io.fizzle.history.analysis;

import io.fizzle.history.Access;
import io.fizzle.history.History;
import io.fizzle.history.settings.Prices;
import io.fizzle.history.settings.Settings;
import io.fizzle.report.Document;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What failures have in common: {@code fizzle history analyze}.
 *
 * @param about what was asked for, in words; empty for everything
 * @param previous the same of the time before, as long; what has more history may be compared
 * @param patterns by property
 * @param suspects what stands out by rate against exposure, by kind
 * @param changes when failures began, ended or gathered
 * @param impacts causes, the gravest first
 * @param recommendations what to do, the most urgent first
 * @param cost of the runs, and what of it was lost
 */
public record Analysis(
    Window window,
    String about,
    Summary summary,
    Summary previous,
    List<Pattern> patterns,
    Map<String, Suspects> suspects,
    List<Change> changes,
    int seriesCompared,
    List<Impact> impacts,
    List<String> recommendations,
    Cost cost)
    implements Answer {

  public Analysis {
    patterns = List.copyOf(patterns);
    suspects = Collections.unmodifiableMap(new LinkedHashMap<>(suspects));
    changes = List.copyOf(changes);
    impacts = List.copyOf(impacts);
    recommendations = List.copyOf(recommendations);
  }

  /** Analyses what a history holds to a question, under the settings that hold without a file. */
  public static Analysis of(History history, Access access, Question question) {
    return of(history, access, question, Settings.DEFAULT);
  }

  /**
   * Analyses what a history holds to a question.
   *
   * @param settings of which prices and the pattern threshold count here
   */
  public static Analysis of(History history, Access access, Question question, Settings settings) {
    Meanwhile<Summary> previous =
        Meanwhile.of(() -> Previous.of(history, access, question.before()));
    Observations seen = Observing.of(history, access, question);
    ConfigurationTurns configurations = new ConfigurationTurns(history, access);
    Analysis plain = of(seen, question.words(), previous.get());
    List<Change> changes = Nearby.told(plain.changes(), seen, configurations::words);
    return plain
        .with(plain.suspects(), changes, Cost.of(seen.runs(), settings.prices()))
        .from(settings.patternThreshold());
  }

  /** Analyses what was seen; what changed nearby is told without configurations. */
  public static Analysis of(Observations seen, String about, Summary previous) {
    Meanwhile<Changes.Found> scanned = Meanwhile.of(() -> Changes.in(seen));
    Suspects images = BadImages.in(seen, "image", RunLine::image);
    Suspects versions = BadImages.in(seen, "spark-version", RunLine::sparkVersion);
    Suspects hours = BadHours.in(seen);
    List<Pattern> patterns = patterns(seen);
    Map<String, Suspects> suspects = new LinkedHashMap<>();
    suspects.put("node", HotNodes.in(seen)); // what is looked at longest, but told first
    suspects.put("image", images);
    suspects.put("spark-version", versions);
    suspects.put("hour", hours);
    Changes.Found changes = scanned.get();
    List<Change> near = Nearby.told(changes.found(), seen, turn -> "");
    List<Impact> impacts = Impact.of(seen);
    return new Analysis(
        seen.window(),
        about,
        Summary.of(seen),
        previous,
        patterns,
        suspects,
        near,
        changes.compared(),
        impacts,
        Recommendations.of(suspects, near, impacts),
        Cost.of(seen.runs(), Prices.UNKNOWN));
  }

  private Analysis with(Map<String, Suspects> accused, List<Change> told, Cost what) {
    return new Analysis(
        window,
        about,
        summary,
        previous,
        patterns,
        accused,
        told,
        seriesCompared,
        impacts,
        Recommendations.of(accused, told, impacts),
        what);
  }

  /** The same of what shows on so many failures at least. */
  private Analysis from(int threshold) {
    Map<String, Suspects> enough = new LinkedHashMap<>();
    suspects.forEach(
        (kind, family) ->
            enough.put(
                kind,
                new Suspects(
                    family.found().stream().filter(one -> one.observed() >= threshold).toList(),
                    family.compared())));
    List<Change> told =
        changes.stream()
            .filter(one -> (one.better() ? one.otherBad() : one.bad()) >= threshold)
            .toList();
    return with(enough, told, cost);
  }

  private static List<Pattern> patterns(Observations seen) {
    return List.of(
        Pattern.ofRuns("project", seen, RunLine::project),
        Pattern.ofEvents("cause", seen, event -> List.of(event.cause())),
        Pattern.ofEvents("node", seen, EventLine::nodes),
        Pattern.ofRuns("image", seen, RunLine::image),
        Pattern.ofRuns("application", seen, RunLine::key),
        Pattern.ofRuns("spark-version", seen, RunLine::sparkVersion),
        Pattern.ofRuns("hour", seen, run -> hour(run.started())),
        Pattern.ofRuns("weekday", seen, run -> weekday(run.started())));
  }

  /** Hours as they are shown; formatted once, as they are asked for with every run. */
  private static final List<String> HOURS =
      IntStream.range(0, 24).mapToObj(hour -> String.format(Locale.ROOT, "%02d:00", hour)).toList();

  private static final List<String> WEEKDAYS =
      Stream.of(DayOfWeek.values())
          .map(day -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
          .toList();

  private static String hour(long time) {
    return HOURS.get((int) Math.floorMod(Math.floorDiv(time, 3_600_000L), 24L));
  }

  private static String weekday(long time) {
    // 1970 began on a Thursday, the fourth day of the week
    return WEEKDAYS.get((int) Math.floorMod(Math.floorDiv(time, 86_400_000L) + 3, 7L));
  }

  /** The same with the patterns by this property only, and of what stands out only that kind. */
  public Analysis only(String kind) {
    Map<String, Suspects> kept = new LinkedHashMap<>(suspects);
    kept.keySet().removeIf(one -> !one.equals(kind) && suspects.containsKey(kind));
    return new Analysis(
        window,
        about,
        summary,
        previous,
        patterns.stream().filter(pattern -> pattern.by().equals(kind)).toList(),
        kept,
        changes.stream()
            .filter(change -> change.kind().equals(kind) || !kind.equals("application"))
            .toList(),
        seriesCompared,
        impacts,
        recommendations,
        cost);
  }

  @Override
  public String schema() {
    return "fizzle.history-analysis/1";
  }

  @Override
  public Document document() {
    return AnalysisDocument.of(this);
  }

  /** Everything that is accused, the surest of each kind first. */
  public List<Suspect> accused() {
    return suspects.values().stream().flatMap(family -> family.found().stream()).toList();
  }
}

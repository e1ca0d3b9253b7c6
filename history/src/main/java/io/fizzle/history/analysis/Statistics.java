package io.fizzle.history.analysis;

import io.fizzle.history.Access;
import io.fizzle.history.History;
import io.fizzle.history.SolutionAttempt;
import io.fizzle.history.settings.Prices;
import io.fizzle.report.Document;
import io.fizzle.report.Tone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Figures: {@code fizzle history stats}.
 *
 * @param about what was asked for, in words; empty for everything
 * @param patterns failures by type, cause, project and node
 * @param resolution how long failures took to end
 * @param solutionsTried verified attempts at solving failures, running again left out
 * @param solutionsWorked those that worked
 * @param againTried how often nothing was changed
 * @param againWorked when that was enough
 * @param cost of the runs, and what of it was lost
 */
public record Statistics(
    Window window,
    String about,
    Summary summary,
    Summary previous,
    List<Pattern> patterns,
    Resolutions resolution,
    long solutionsTried,
    long solutionsWorked,
    long againTried,
    long againWorked,
    Cost cost)
    implements Answer {
  private static final int MOST_ROWS = 10;

  public Statistics {
    patterns = List.copyOf(patterns);
  }

  /**
   * How long failures took to end.
   *
   * @param ended of which it is known when they ended
   * @param median seconds; 0 where none ended
   * @param p90 seconds, the 90th percentile by the nearest rank
   */
  public record Resolutions(long failures, long ended, long automatic, long median, long p90) {}

  /** Counts what a history holds to a question. */
  public static Statistics of(History history, Access access, Question question, Prices prices) {
    Meanwhile<Summary> previous =
        Meanwhile.of(() -> Previous.of(history, access, question.before()));
    Observations seen = Observing.withoutNodes(history, access, question);
    long[] tried = new long[4];
    history.ask(
        access,
        question.failures(),
        "SELECT a.solution, a.outcome, count(*) FROM solution_attempts a WHERE {a}"
            + " GROUP BY a.solution, a.outcome",
        List.of(),
        row -> {
          int at = row.text(1).equals(SolutionAttempt.RUN_AGAIN) ? 2 : 0;
          SolutionAttempt.Outcome outcome = SolutionAttempt.Outcome.of(row.text(2));
          if (outcome != SolutionAttempt.Outcome.PENDING) {
            tried[at] += row.number(3);
            tried[at + 1] += outcome == SolutionAttempt.Outcome.WORKED ? row.number(3) : 0;
          }
        });
    return of(seen, question.words(), previous.get(), tried, prices);
  }

  private static Statistics of(
      Observations seen, String about, Summary previous, long[] tried, Prices prices) {
    return new Statistics(
        seen.window(),
        about,
        Summary.of(seen),
        previous,
        List.of(
            Pattern.ofEvents("type", seen, event -> List.of(event.type())),
            Pattern.ofEvents("cause", seen, event -> List.of(event.cause())),
            Pattern.ofRuns("project", seen, RunLine::project),
            Pattern.ofEvents("node", seen, EventLine::nodes)),
        resolutions(seen.events()),
        tried[0],
        tried[1],
        tried[2],
        tried[3],
        Cost.of(seen.runs(), prices));
  }

  private static Resolutions resolutions(List<EventLine> events) {
    long[] times =
        events.stream()
            // of what ended when it began, it is not known when it ended
            .filter(event -> event.resolved() > event.at())
            .mapToLong(event -> (event.resolved() - event.at()) / 1000)
            .sorted()
            .toArray();
    long automatic =
        events.stream().filter(event -> event.resolution().equals("recovered")).count();
    return new Resolutions(
        events.size(), times.length, automatic, rank(times, 0.5), rank(times, 0.9));
  }

  private static long rank(long[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)];
  }

  @Override
  public String schema() {
    return "fizzle.history-stats/1";
  }

  @Override
  public Document document() {
    String of = about.isEmpty() ? "" : " of " + about;
    Document.Draft draft = new Document.Draft("Figures" + of + ", " + Words.window(window));
    if (summary.runs() == 0) {
      return draft
          .paragraph("No run was recorded in this time; --lookback 90d looks further back.")
          .finish();
    }
    draft.table("Figures", List.of("", "now", "the time before"), figures());
    if (cost.isPriced()) {
      draft.paragraph(
          Tone.FAINT, "Money at the prices of the configuration file, for cores and memory held.");
    }
    for (Pattern pattern : patterns) {
      List<Pattern.Row> told = pattern.rows().stream().filter(row -> row.failures() > 0).toList();
      if (!told.isEmpty()) {
        draft.heading("By " + pattern.by());
        AnalysisDocument.table(draft, pattern, told, MOST_ROWS);
      }
    }
    return draft.finish();
  }

  private List<List<String>> figures() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("runs", Words.count(summary.runs()), Words.count(previous.runs())));
    rows.add(
        row(
            "failed, per 100 runs",
            rate(summary.died(), summary.known()),
            rate(previous.died(), previous.known())));
    if (summary.unknown() + previous.unknown() > 0) {
      rows.add(
          row(
              "in no rate: end not known",
              Words.count(summary.unknown()),
              Words.count(previous.unknown())));
    }
    rows.add(row("failures", Words.count(summary.failures()), "-"));
    if (resolution.failures() > 0) {
      rows.add(
          row(
              "time to resolution, median",
              resolution.ended() == 0 ? "none ended" : time(resolution.median()),
              "-"));
    }
    if (resolution.ended() > 0) {
      rows.add(row("time to resolution, 90 %", time(resolution.p90()), "-"));
      rows.add(row("resolved", Words.part(resolution.ended(), resolution.failures()), "-"));
    }
    rows.add(
        row(
            "solutions that worked",
            solutionsTried == 0 ? "none verified" : Words.part(solutionsWorked, solutionsTried),
            "-"));
    rows.add(
        row(
            "only ran again, and it worked",
            againTried == 0 ? "none verified" : Words.part(againWorked, againTried),
            "-"));
    costs(rows);
    return rows;
  }

  private void costs(List<List<String>> rows) {
    rows.add(
        row(
            "core-hours lost",
            Words.lostOf(summary.lostCoreHours(), summary.coreHours(), summary.runs()),
            Words.lostOf(previous.lostCoreHours(), previous.coreHours(), previous.runs())));
    if (cost.unknown() > 0 && cost.coreHours() > 0) {
      rows.add(row("runs without known core-hours", Words.count(cost.unknown()), "-"));
    }
    rows.add(
        row(
            "GiB-hours lost",
            Words.lostOf(cost.lostMemoryHours(), cost.memoryHours(), summary.runs()),
            "-"));
    if (cost.isPriced()) {
      rows.add(row("money lost", cost.lostOfMoney(), "-"));
    }
  }

  private static List<String> row(String... cells) {
    return Arrays.asList(cells);
  }

  private static String rate(long died, long known) {
    return known == 0 ? "-" : String.format(java.util.Locale.ROOT, "%.1f", 100.0 * died / known);
  }

  private static String time(long seconds) {
    return Words.duration(Duration.ofSeconds(seconds));
  }
}

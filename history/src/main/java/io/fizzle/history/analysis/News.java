package io.fizzle.history.analysis;

import io.fizzle.history.Access;
import io.fizzle.history.History;
import io.fizzle.history.settings.Settings;
import io.fizzle.report.Document;
import io.fizzle.report.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What failed, what is new, what got better, what to do first: a digest.
 *
 * @param analysis of the time
 * @param novelties failures that their applications did not have before
 * @param failing applications that failed, the most frequent first
 * @param late runs that began before the time and failed in it
 * @param solved what changes were seen to solve
 */
public record News(
    Analysis analysis,
    List<Novelty> novelties,
    List<Failing> failing,
    List<LateRun> late,
    List<Solved> solved)
    implements Answer {
  private static final int MOST = 8;
  private static final int FIRST = 3;

  public News {
    novelties = List.copyOf(novelties);
    failing = List.copyOf(failing);
    late = List.copyOf(late);
    solved = List.copyOf(solved);
  }

  /** The same under the settings that hold without a file. */
  public static News of(History history, Access access, Question question) {
    return of(history, access, question, Settings.DEFAULT);
  }

  /**
   * What a history holds of it.
   *
   * @param settings of which prices and the pattern threshold count here
   */
  public static News of(History history, Access access, Question question, Settings settings) {
    Analysis analysis = Analysis.of(history, access, question, settings);
    return new News(
        analysis,
        Novelty.of(history, access, question),
        Failing.of(analysis, history, access, question),
        LateRun.of(history, access, question),
        Solved.of(history, access, question));
  }

  @Override
  public String schema() {
    return "fizzle.history-digest/1";
  }

  /** One line for a subject or a title. */
  public String subject() {
    Summary now = analysis.summary();
    String of = analysis.about().isEmpty() ? "" : " (" + analysis.about() + ")";
    if (now.runs() == 0 && late.isEmpty()) {
      return "Spark" + of + ": no run recorded";
    }
    return "Spark"
        + of
        + ": "
        + headline(now)
        + (late.isEmpty()
            ? ""
            : ", " + Words.plural(late.size(), "run") + " that began before failed")
        + ", "
        + (novelties.isEmpty()
            ? "nothing new"
            : Words.plural(novelties.size(), "failure") + " not seen before");
  }

  private static String headline(Summary now) {
    return now.died() > 0
        ? Words.count(now.died()) + " of " + Words.plural(now.known(), "run") + " failed"
        : now.runs() == 0 ? "no run began" : Words.runsFailed(0, now.known(), now.unknown());
  }

  @Override
  public Document document() {
    Document.Draft draft =
        new Document.Draft(
            "Digest"
                + (analysis.about().isEmpty() ? "" : " of " + analysis.about())
                + ", "
                + Words.window(analysis.window()));
    if (analysis.summary().runs() == 0 && late.isEmpty()) {
      draft.paragraph(
          Tone.DOUBTFUL,
          "No run was recorded in this time: nothing ran, or nothing is recorded any more."
              + " fizzle history list --limit 1 shows the last one.");
      if (solved.isEmpty() && analysis.changes().isEmpty()) {
        return draft.finish();
      }
    } else {
      summary(draft);
      section(draft, "What to do first", first(), "Nothing that the history tells.");
      section(draft, "What failed", failed(), "Nothing.");
      section(
          draft,
          "What is new",
          told(novelties, News::isNew),
          "No failure that its application did not have before.");
    }
    changes(draft);
    return draft.finish();
  }

  private void summary(Document.Draft draft) {
    Summary now = analysis.summary();
    Summary before = analysis.previous();
    if (now.runs() == 0) {
      draft.paragraph("No run began in this time.");
      return;
    }
    String failed = now.runsWords();
    draft.paragraph(
        failed.substring(0, 1).toUpperCase(Locale.ROOT)
            + failed.substring(1)
            + (before.known() == 0
                ? ""
                : ", after " + Words.part(before.died(), before.known()) + " in the time before")
            + "; "
            + analysis.cost().words()
            + ".");
  }

  private List<String> first() {
    return analysis.recommendations().stream().limit(FIRST).toList();
  }

  private List<String> failed() {
    List<String> failed = new ArrayList<>(told(failing, Failing::words));
    failed.addAll(told(late, News::isLate));
    return failed;
  }

  private static <T> List<String> told(List<T> all, Function<T, String> words) {
    List<String> told = new ArrayList<>(all.stream().limit(MOST).map(words).toList());
    if (all.size() > MOST) {
      told.add("and " + Words.count(all.size() - MOST) + " more");
    }
    return told;
  }

  private static void section(
      Document.Draft draft, String heading, List<String> items, String nothing) {
    draft.heading(heading);
    items.forEach(draft::item);
    if (items.isEmpty()) {
      draft.paragraph(nothing);
    }
  }

  private void changes(Document.Draft draft) {
    List<String> better = new ArrayList<>(told(solved, News::isSolved));
    boolean worse = false;
    for (Change change : analysis.changes()) {
      if (change.better()) {
        better.add(words(change));
      } else {
        if (!worse) {
          draft.heading("What got worse");
          worse = true;
        }
        draft.item(Tone.BAD, words(change), AnalysisDocument.nearby(change));
      }
    }
    section(draft, "What got better", better, "Nothing that is proved.");
  }

  private static String words(Change change) {
    return Words.subject(change)
        + ": "
        + AnalysisDocument.when(change)
        + ", "
        + Words.part(change.bad(), change.runs())
        + " runs went bad then, "
        + Words.part(change.otherBad(), change.otherRuns())
        + " otherwise";
  }

  private static String isSolved(Solved one) {
    return one.project()
        + "/"
        + one.application()
        + ": "
        + one.cause()
        + (one.failures() == 1 ? "" : " (" + Words.plural(one.failures(), "failure") + ")")
        + " solved: "
        + one.solution();
  }

  private static String isLate(LateRun one) {
    return one.project()
        + "/"
        + one.application()
        + ": "
        + one.cause()
        + ", began before, on "
        + Words.time(one.started())
        + ", and failed at "
        + Words.time(one.ended())
        + " (fizzle history show "
        + one.id()
        + ")";
  }

  private static String isNew(Novelty one) {
    return one.project()
        + "/"
        + one.application()
        + ": "
        + one.cause()
        + ", "
        + Words.plural(one.failures(), "time")
        + " since "
        + Words.time(one.first())
        + " ("
        + one.message()
        + "; fizzle history show "
        + one.id()
        + ")";
  }
}

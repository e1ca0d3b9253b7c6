package io.fizzle.history.analysis;

import io.fizzle.history.Access;
import io.fizzle.history.History;
import io.fizzle.report.Document;
import io.fizzle.report.Tone;
import java.util.ArrayList;
import java.util.List;

/**
 * What failed, what is new, what got better, what to do first: a digest.
 *
 * @param analysis of the time
 * @param novelties failures that their applications did not have before
 * @param worst applications by failures
 */
public record News(Analysis analysis, List<Novelty> novelties, List<Pattern.Row> worst)
    implements Answer {
  private static final int MOST = 8;
  private static final int FIRST = 3;

  public News {
    novelties = List.copyOf(novelties);
    worst = List.copyOf(worst);
  }

  /** What a history holds of it. */
  public static News of(History history, Access access, Question question) {
    Analysis analysis = Analysis.of(history, access, question);
    List<Pattern.Row> worst =
        analysis.patterns().stream()
            .filter(pattern -> pattern.by().equals("application"))
            .flatMap(pattern -> pattern.rows().stream())
            .filter(row -> row.bad() > 0)
            .limit(MOST)
            .toList();
    return new News(analysis, Novelty.of(history, access, question), worst);
  }

  @Override
  public String schema() {
    return "fizzle.history-digest/1";
  }

  /** One line for a subject or a title. */
  public String subject() {
    Summary now = analysis.summary();
    return "Spark: "
        + Words.count(now.died())
        + " of "
        + Words.plural(now.runs(), "run")
        + " failed, "
        + Words.plural(novelties.size(), "new kind")
        + " of failure";
  }

  @Override
  public Document document() {
    Document.Draft draft =
        new Document.Draft(
            "Digest"
                + (analysis.about().isEmpty() ? "" : " of " + analysis.about())
                + ", "
                + Words.window(analysis.window()));
    Summary now = analysis.summary();
    Summary before = analysis.previous();
    draft.paragraph(
        Words.part(now.died(), now.runs())
            + " runs failed"
            + (before.runs() == 0
                ? ""
                : ", after " + Words.part(before.died(), before.runs()) + " in the time before")
            + "; "
            + Words.hours(now.lostCoreHours())
            + " core-hours lost.");
    section(draft, "What to do first", first(), "Nothing that the history tells.");
    section(draft, "What failed", worst.stream().map(News::failed).toList(), "Nothing.");
    section(
        draft,
        "What is new",
        novelties.stream().limit(MOST).map(News::isNew).toList(),
        "No failure that its application did not have before.");
    worse(draft);
    return draft.finish();
  }

  private List<String> first() {
    return analysis.recommendations().stream().limit(FIRST).toList();
  }

  private static void section(
      Document.Draft draft, String heading, List<String> items, String nothing) {
    draft.heading(heading);
    items.forEach(draft::item);
    if (items.isEmpty()) {
      draft.paragraph(nothing);
    }
  }

  private void worse(Document.Draft draft) {
    List<String> better = new ArrayList<>();
    for (Change change : analysis.changes()) {
      String what = Words.subject(change) + ": " + AnalysisDocument.when(change);
      if (change.better()) {
        better.add(what);
      } else {
        draft.item(Tone.BAD, what, change.nearby());
      }
    }
    section(draft, "What got better", better, "Nothing by more than chance explains.");
  }

  private static String failed(Pattern.Row row) {
    return row.value()
        + ": "
        + Words.part(row.died(), row.runs())
        + " runs failed, "
        + Words.plural(row.failures(), "failure");
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

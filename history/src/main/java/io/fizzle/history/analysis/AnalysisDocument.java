package io.fizzle.history.analysis;

import io.fizzle.report.Document;
import io.fizzle.report.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An analysis in words. */
final class AnalysisDocument {
  private static final int MOST_ROWS = 10;
  private static final Map<String, String> NAMES =
      Map.of("spark-version", "Spark version", "weekday", "weekday (UTC)", "hour", "hour (UTC)");

  private final Analysis analysis;
  private final Document.Draft draft;

  private AnalysisDocument(Analysis analysis) {
    this.analysis = analysis;
    String about = analysis.about().isEmpty() ? "" : " of " + analysis.about();
    this.draft = new Document.Draft("Failures" + about + ", " + Words.window(analysis.window()));
  }

  static Document of(Analysis analysis) {
    AnalysisDocument document = new AnalysisDocument(analysis);
    document.summary();
    if (analysis.summary().runs() > 0) {
      document.suspects();
      document.changes();
      document.severity();
      document.recommendations();
      analysis.patterns().forEach(document::pattern);
    }
    return document.draft.finish();
  }

  private void summary() {
    Summary now = analysis.summary();
    if (now.runs() == 0) {
      draft.paragraph(
          "No run was recorded in this time. fizzle diagnose PATH --record keeps what it reads;"
              + " --lookback 90d looks further back.");
      return;
    }
    draft.paragraph(
        Words.plural(now.runs(), "run")
            + " of "
            + Words.plural(now.applications(), "application")
            + " in "
            + Words.plural(now.projects(), "project")
            + "; "
            + now.words()
            + (now.survived() > 0
                ? ", "
                    + Words.count(now.survived())
                    + (now.died() > 0 ? " more" : "")
                    + " survived a failure"
                : "")
            + ". "
            + Words.plural(now.failures(), "failure")
            + ", "
            + analysis.cost().words()
            + ".");
    Summary before = analysis.previous();
    if (before.runs() > 0) {
      draft.paragraph(Tone.FAINT, "The time before, as long: " + before.words() + ".");
    }
  }

  private void suspects() {
    draft.heading("What stands out");
    int compared = 0;
    for (Suspects family : analysis.suspects().values()) {
      compared += family.compared();
      family.found().forEach(this::suspect);
    }
    if (analysis.accused().isEmpty()) {
      draft.paragraph(
          Words.plural(compared, "comparison")
              + " of nodes, images, Spark versions and hours with their kind: none differs by more"
              + " than chance explains.");
    } else {
      draft.paragraph(
          Tone.FAINT,
          "Of "
              + Words.count(compared)
              + " comparisons. Each is made within runs or applications, and corrected so that at"
              + " most one in a hundred of those named is expected to be named by chance.");
    }
  }

  private void suspect(Suspect one) {
    String name = NAMES.getOrDefault(one.kind(), one.kind());
    String rate =
        one.unit().equals("executor-hours")
            ? Words.count(one.hits())
                + " failures in "
                + Words.count(one.of())
                + " executor-hours, elsewhere "
                + Words.count(one.elsewhereHits())
                + " in "
                + Words.count(one.elsewhereOf())
            : Words.part(one.hits(), one.of())
                + counted(one.unit())
                + ", elsewhere "
                + Words.part(one.elsewhereHits(), one.elsewhereOf());
    List<String> more = new ArrayList<>();
    more.add(
        "expected "
            + String.format(java.util.Locale.ROOT, "%.1f", one.expected())
            + ", saw "
            + Words.count(one.observed())
            + "; by chance "
            + Words.chance(one.chance())
            + (one.note().isEmpty() ? "" : " (" + one.note() + ")"));
    if (!one.causes().isEmpty()) {
      more.add("mostly " + String.join(", ", one.causes()));
    }
    draft.item(Tone.BAD, name + " " + one.value() + ": " + rate, more);
  }

  private static String counted(String unit) {
    return switch (unit) {
      case "executors" -> " executors lost";
      case "runs ended" -> " runs failed";
      default -> " runs went bad";
    };
  }

  private void changes() {
    draft.heading("When it changed");
    for (Change change : analysis.changes()) {
      List<String> more = new ArrayList<>();
      more.add(
          Words.part(change.bad(), change.runs())
              + " runs went bad then, "
              + Words.part(change.otherBad(), change.otherRuns())
              + " otherwise; by chance "
              + Words.chance(change.chance()));
      more.addAll(nearby(change));
      draft.item(
          change.better() ? Tone.GOOD : Tone.BAD,
          Words.subject(change) + ": " + when(change),
          more);
    }
    if (analysis.seriesCompared() == 0) {
      draft.paragraph(
          "Too few runs to tell: of an application, project or cause it takes ten, of which three"
              + " went bad, at five times.");
    } else if (analysis.changes().isEmpty()) {
      draft.paragraph(
          Words.plural(analysis.seriesCompared(), "series")
              + " of applications, projects and causes: none changed by more than chance"
              + " explains.");
    }
  }

  /** What changed as it began, and as it ended. */
  static List<String> nearby(Change change) {
    List<String> near = new ArrayList<>();
    near.add(
        change.nearby().isEmpty()
            ? "nothing that is recorded changed as it began"
            : "changed as it began: " + String.join("; ", change.nearby()));
    if (!change.ended().isEmpty()) {
      near.add("changed as it ended, perhaps its cure: " + String.join("; ", change.ended()));
    }
    return near;
  }

  static String when(Change change) {
    String what = change.better() ? "better" : "worse";
    return change.until() == null
        ? what + " since " + Words.time(change.from())
        : "a spike from " + Words.time(change.from()) + " to " + Words.time(change.until());
  }

  private void severity() {
    List<List<String>> rows = new ArrayList<>();
    for (Impact impact : analysis.impacts().stream().limit(MOST_ROWS).toList()) {
      rows.add(
          List.of(
              impact.cause(),
              impact.level(analysis.impacts()),
              Words.count(impact.failures()),
              Words.count(impact.applications()),
              Words.known(impact.lostCoreHours())));
    }
    if (!rows.isEmpty()) {
      draft.heading("What costs most");
      draft.table(
          "Causes by failures, applications and core-hours lost",
          List.of("cause", "severity", "failures", "applications", "core-hours lost"),
          rows);
      more(draft, analysis.impacts().size(), MOST_ROWS);
    }
  }

  private void recommendations() {
    if (!analysis.recommendations().isEmpty()) {
      draft.heading("What to do");
      analysis.recommendations().forEach(draft::item);
    }
  }

  private void pattern(Pattern pattern) {
    List<Pattern.Row> told =
        pattern.rows().stream().filter(row -> row.failures() > 0 || row.bad() > 0).toList();
    if (told.isEmpty()) {
      return;
    }
    draft.heading("By " + NAMES.getOrDefault(pattern.by(), pattern.by()));
    table(draft, pattern, told, MOST_ROWS);
  }

  static void table(Document.Draft draft, Pattern pattern, List<Pattern.Row> told, int most) {
    boolean ofRuns = !pattern.by().equals("cause") && !pattern.by().equals("node");
    List<List<String>> rows = new ArrayList<>();
    for (Pattern.Row row : told.stream().limit(most).toList()) {
      rows.add(
          List.of(
              row.value(),
              Words.count(row.failures()),
              Words.count(row.bad()),
              Words.count(row.died()),
              ofRuns ? Words.count(row.runs()) : "-",
              ofRuns ? Words.share(row.bad(), row.runs()) : "-",
              Words.known(row.lostCoreHours())));
    }
    draft.table(
        "Failures by " + pattern.by(),
        List.of(
            NAMES.getOrDefault(pattern.by(), pattern.by()),
            "failures",
            "runs hit",
            "failed",
            "runs",
            "hit",
            "core-hours lost"),
        rows);
    more(draft, told.size(), most);
  }

  /** What a table leaves out. */
  private static void more(Document.Draft draft, int all, int most) {
    if (all > most) {
      draft.paragraph(Tone.FAINT, "and " + Words.count(all - most) + " more");
    }
  }
}

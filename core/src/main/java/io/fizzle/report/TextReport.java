package io.fizzle.report;

import io.fizzle.application.Application;
import io.fizzle.application.Outcome;
import io.fizzle.cause.Argument;
import io.fizzle.cause.MissingEvidence;
import io.fizzle.cause.finding.Finding;
import io.fizzle.diagnosis.BlindSpot;
import io.fizzle.diagnosis.BlindSpots;
import io.fizzle.diagnosis.Explained;
import io.fizzle.diagnosis.RankedCause;
import io.fizzle.diagnosis.Verdict;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.remedy.Remedy;
import io.fizzle.report.Paper.Span;
import io.fizzle.report.Sequence.Step;
import java.util.List;
import java.util.Locale;

/** The report for a terminal: the verdict first, then its proof, the fix, and the rest. */
public final class TextReport {
  private static final int NARROWEST = 60;
  private static final int MOST_ARGUMENTS = 5;
  private static final int MOST_ROWS = 20;
  private static final int MOST_CHAINS = 10;
  private static final int MOST_GROUPS = 8;
  private static final int MOST_NAMES = 2;
  private static final int EXCERPT_LINES = 3;
  private static final String MORE = " more (--format json has all)";

  private final int width;
  private final Ink ink;
  private final boolean allBlindSpots;

  /**
   * A report for a page of this width.
   *
   * @param width columns to wrap at, at least 60
   */
  public TextReport(int width, Ink ink) {
    this(width, ink, false);
  }

  private TextReport(int width, Ink ink, boolean allBlindSpots) {
    this.width = Math.max(NARROWEST, width);
    this.ink = ink;
    this.allBlindSpots = allBlindSpots;
  }

  /**
   * The same with every blind spot, what it hides, and the settings that would have recorded it.
   */
  public TextReport withAllBlindSpots() {
    return new TextReport(width, ink, true);
  }

  /** The whole report, ending with a line feed. */
  public String render(Report report) {
    Paper paper = new Paper(width, ink);
    new Page(paper, Story.of(report), Siblings.of(report), allBlindSpots).write();
    return paper.toString();
  }

  /** One report on its way onto paper. */
  private record Page(Paper paper, Story story, Siblings siblings, boolean allBlindSpots) {

    void write() {
      header();
      verdict(story.diagnosis().verdict());
      pastAttempts();
      story.main().ifPresentOrElse(this::proof, this::known);
      chain();
      story.main().map(Explained::remedies).ifPresent(new RemedyText(paper)::write);
      missing(story.missing());
      others();
      centralQuestion();
      gcLogs(story.gcLogs());
      findings(story.diagnosis().findings());
      blindSpots();
      otherApplications();
      sources(story.account());
    }

    private void blindSpots() {
      List<BlindSpot> spots = BlindSpots.of(story.diagnosis());
      if (allBlindSpots) {
        BlindSpotText.full(paper, spots, story.diagnosis().verdict());
      } else if (story.isHealthy()) {
        BlindSpotText.ofHealthy(paper, spots);
      } else {
        BlindSpotText.brief(paper, spots, story.diagnosis().verdict());
      }
    }

    private void header() {
      Application application = story.diagnosis().application();
      paper.line(new Span(Tone.STRONG, story.name()), new Span(story.label()));
      paper.paragraph("", story.facts());
      Evidence told = application.outcomeEvidence();
      paper.line(
          new Span("outcome: "),
          outcome(application.outcome()),
          new Span(Tone.FAINT, told == null ? "" : "  " + story.names().place(told)),
          new Span(Tone.FAINT, "  (times in UTC)"));
      if (!story.names().folder().isEmpty()) {
        paper.line(new Span(Tone.FAINT, "sources in " + story.names().folder()));
      }
    }

    private static Span outcome(Outcome outcome) {
      return switch (outcome) {
        case FAILED -> new Span(Tone.BAD, "failed");
        case SUCCEEDED -> new Span(Tone.GOOD, "succeeded");
        case UNKNOWN -> new Span(Tone.DOUBTFUL, "unknown");
      };
    }

    private void verdict(Verdict verdict) {
      Tone tone = story.isHealthy() ? Tone.GOOD : story.isUndetermined() ? Tone.DOUBTFUL : Tone.BAD;
      String confidence =
          story.isUndetermined() ? "" : "  " + Wording.percent(verdict.confidence());
      String answer =
          story.isUndetermined()
              ? ""
              : story
                  .main()
                  .flatMap(CentralQuestion::answer)
                  .map(found -> "  " + Wording.longAnswer(found))
                  .orElse("");
      paper
          .heading("VERDICT")
          .line(new Span("  "), new Span(tone, verdict.cause()), new Span(confidence + answer))
          .paragraph("  ", verdict.summary());
    }

    private void pastAttempts() {
      if (!siblings.attempts().isEmpty()) {
        paper.heading("EARLIER ATTEMPTS");
        siblings.attempts().forEach(attempt -> paper.paragraph("  ", attempt));
      }
    }

    private void otherApplications() {
      List<List<String>> rows = siblings.rows();
      if (rows.isEmpty()) {
        return;
      }
      paper.heading("OTHER APPLICATIONS (--all-applications tells of each)");
      List<List<String>> shown = rows.stream().limit(MOST_ROWS).toList();
      List<String> lines = Columns.lines(Siblings.HEADER, shown, Integer.MAX_VALUE);
      paper.line(new Span(Tone.FAINT, lines.get(0)));
      lines.stream().skip(1).forEach(paper::line);
      if (rows.size() > MOST_ROWS) {
        paper.line("  … and " + (rows.size() - MOST_ROWS) + MORE);
      }
    }

    private void proof(Explained explained) {
      paper.heading(story.isUndetermined() ? "WHAT IS KNOWN" : "WHY");
      if (story.isUndetermined()) {
        story.uncited().stream().limit(MOST_ARGUMENTS).forEach(one -> cite("  . ", "", one));
        lastKnown();
        explained.causes().forEach(this::candidate);
      } else {
        explained.top().ifPresent(this::arguments);
        if (!story.rivals().isEmpty()) {
          paper.paragraph("  also weighed: ", story.rivals());
        }
      }
      if (explained.incident() instanceof ProcessLost lost) {
        GcWindow.of(lost).ifPresent(this::timing);
        LiveWords.text(lost).ifPresent(said -> paper.paragraph("  live: ", said));
      }
    }

    private void known() {
      if (!story.lastKnown().isEmpty()) {
        paper.heading("WHAT IS KNOWN");
        lastKnown();
      }
    }

    private void lastKnown() {
      story.lastKnown().forEach(one -> cite("  . ", one.says(), one.evidence()));
    }

    private void candidate(RankedCause cause) {
      paper.paragraph("  ? ", Story.weighed(cause) + ": " + cause.cause().title());
      arguments(cause);
    }

    private void arguments(RankedCause cause) {
      cause.support().stream()
          .limit(MOST_ARGUMENTS)
          .forEach(argument -> cite("  + ", argument.says(), argument.evidence()));
      cause.opposition().stream()
          .limit(MOST_ARGUMENTS)
          .forEach(argument -> cite("  - ", argument.says(), argument.evidence()));
    }

    private void cite(String sign, String says, Evidence evidence) {
      String time = evidence.time() == null ? "" : "  " + Wording.time(evidence.time());
      Span place = new Span(Tone.FAINT, story.names().place(evidence) + time);
      if (says.isEmpty()) {
        paper.line(new Span(sign), place);
      } else {
        paper.paragraph(sign, says).line(new Span("      "), place);
      }
      if (!evidence.excerpt().isEmpty()) {
        paper.quote("      | ", evidence.excerpt(), EXCERPT_LINES);
      }
    }

    private void timing(GcWindow window) {
      paper.paragraph("  timing: ", window.text());
      window
          .strip()
          .ifPresent(
              strip ->
                  paper.line(
                      "          "
                          + strip
                          + "  stopped share, "
                          + window.mark().toSeconds()
                          + " s a mark"));
    }

    private void chain() {
      if (!story.chain().isEmpty()) {
        paper.heading("WHAT FOLLOWED");
        steps(story.chain());
      }
    }

    private void steps(List<Step> steps) {
      ChainText words = new ChainText(story);
      steps.stream()
          .limit(MOST_ROWS)
          .forEach(step -> paper.paragraph("  " + ChainText.when(step), words.what(step)));
      if (steps.size() > MOST_ROWS) {
        paper.line("  … and " + (steps.size() - MOST_ROWS) + MORE);
      }
    }

    private void missing(List<MissingEvidence> missing) {
      if (missing.isEmpty()) {
        return;
      }
      paper.heading(story.missingHeading().toUpperCase(Locale.ROOT));
      int number = 1;
      for (MissingEvidence one : missing) {
        paper.paragraph("  " + number++ + ". ", one.what());
        Story.ways(one).forEach(way -> paper.paragraph("     ", way));
      }
    }

    private void centralQuestion() {
      List<List<String>> rows = CentralQuestion.rows(story.diagnosis());
      if (rows.isEmpty()) {
        return;
      }
      List<List<String>> shown = rows.stream().limit(MOST_ROWS).toList();
      List<String> lines = Columns.lines(CentralQuestion.HEADER, shown, paper.width());
      paper.heading("GC, OUT OF MEMORY, BOTH, OR NEITHER?");
      paper.line(new Span(Tone.FAINT, lines.get(0)));
      lines.stream().skip(1).forEach(paper::line);
      paper.paragraph("  ", Tone.FAINT, CentralQuestion.footnote(shown));
      if (rows.size() > MOST_ROWS) {
        paper.line("  … and " + (rows.size() - MOST_ROWS) + MORE);
      }
    }

    private void gcLogs(List<GcLogs.Log> logs) {
      if (logs.isEmpty()) {
        return;
      }
      List<List<String>> rows = logs.stream().limit(MOST_ROWS).map(GcLogs::row).toList();
      paper.heading("GC LOGS");
      List<String> lines = Columns.lines(GcLogs.HEADER, rows, paper.width());
      paper.line(new Span(Tone.FAINT, lines.get(0)));
      lines.stream().skip(1).forEach(paper::line);
      paper.paragraph("  ", Tone.FAINT, GcLogs.FOOTNOTE);
      if (logs.size() > MOST_ROWS) {
        paper.line("  … and " + (logs.size() - MOST_ROWS) + MORE);
      }
    }

    private void others() {
      ChainText words = new ChainText(story);
      List<List<Step>> grave =
          story.others().stream().filter(chain -> !words.isBenign(chain)).toList();
      if (!grave.isEmpty()) {
        paper.heading(story.isHealthy() ? "IT RECOVERED FROM" : "ALSO HAPPENED");
        for (List<Step> chain : grave.stream().limit(MOST_CHAINS).toList()) {
          steps(chain);
          paper.line(new Span(" ".repeat(21)), new Span(Tone.FAINT, words.place(chain.get(0))));
          List<Remedy> remedies = chain.get(0).occurrence().first().remedies();
          new RemedyText(paper).brief(" ".repeat(21), remedies.stream().limit(1).toList());
        }
        if (grave.size() > MOST_CHAINS) {
          paper.line("  … and " + (grave.size() - MOST_CHAINS) + MORE);
        }
      }
      words
          .benign(story.others())
          .ifPresent(text -> paper.heading("ENDED AS PLANNED").paragraph("  ", text));
    }

    private void findings(List<Finding> findings) {
      if (findings.isEmpty()) {
        return;
      }
      paper.heading("FINDINGS (nothing failed of these, but they cost)");
      for (Finding finding : findings) {
        String title = finding.cause() + " [" + finding.severity().id() + "] " + finding.subject();
        paper.paragraph("  - ", title + ": " + finding.impact());
        if (finding.operator() != null) {
          paper.paragraph("    ", "in " + finding.operator());
        }
        for (Argument argument : finding.evidence()) {
          paper.paragraph("    ", argument.says());
          paper.line(new Span(Tone.FAINT, "      " + story.names().place(argument.evidence())));
        }
        if (!finding.cost().arithmetic().isEmpty()) {
          paper.paragraph("    = ", finding.cost().arithmetic());
        }
        new RemedyText(paper).brief("    ", finding.remedies());
      }
    }

    private void sources(SourceAccount account) {
      paper.heading("SOURCES");
      paper.paragraph(
          "  ",
          account.used()
              + " read"
              + (account.read().isEmpty() ? "" : ": " + account.read())
              + (account.notUsed() == 0 ? "" : "; " + account.notUsed() + " not used"));
      groups("  ! ", account.remarks());
      groups("  - ", account.unused());
    }

    private void groups(String mark, List<SourceAccount.Group> groups) {
      groups.stream()
          .limit(MOST_GROUPS)
          .forEach(group -> paper.paragraph(mark, group.text(MOST_NAMES)));
      if (groups.size() > MOST_GROUPS) {
        paper.line("  … and " + (groups.size() - MOST_GROUPS) + MORE);
      }
    }
  }
}

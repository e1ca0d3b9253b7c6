package io.fizzle.report;

import io.fizzle.application.Application;
import io.fizzle.application.Outcome;
import io.fizzle.cause.Argument;
import io.fizzle.cause.Causes;
import io.fizzle.cause.MissingEvidence;
import io.fizzle.cause.finding.Finding;
import io.fizzle.diagnosis.Calibration;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.diagnosis.Explained;
import io.fizzle.diagnosis.RankedCause;
import io.fizzle.diagnosis.Subjects;
import io.fizzle.diagnosis.Verdict;
import io.fizzle.evidence.Evidence;
import io.fizzle.report.CentralQuestion.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The report for a terminal: the verdict first, then its proof, the fix, and the rest. */
public final class TextReport {
  private static final int MOST_ARGUMENTS = 5;
  private static final int MOST_ROWS = 20;
  private static final int EXCERPT_LINES = 3;

  private final double threshold = Calibration.shipped().threshold();
  private final int width;
  private final Ink ink;

  /**
   * A report for a page of this width.
   *
   * @param width columns to wrap at, at least 60
   */
  public TextReport(int width, Ink ink) {
    this.width = Math.max(60, width);
    this.ink = ink;
  }

  /** The whole report, ending with a line feed. */
  public String render(Report report) {
    Paper paper = new Paper(width, ink);
    Diagnosis diagnosis = report.diagnosis();
    header(paper, diagnosis.application());
    verdict(paper, diagnosis.verdict());
    Optional<Explained> main = main(diagnosis);
    main.ifPresent(
        explained -> {
          proof(paper, explained);
          new RemedyText(paper).write(explained.remedies());
          missing(paper, explained);
        });
    centralQuestion(paper, diagnosis.incidents());
    chain(paper, diagnosis, main);
    findings(paper, diagnosis.findings());
    sources(paper, report.sources());
    return paper.toString();
  }

  /** The incident that the verdict explains; for a healthy run its gravest recovered one. */
  private static Optional<Explained> main(Diagnosis diagnosis) {
    String id = diagnosis.verdict().incident();
    return id == null ? diagnosis.incidents().stream().findFirst() : diagnosis.incident(id);
  }

  private static void header(Paper paper, Application application) {
    Application.Identity identity = application.identity();
    String name = identity.name() == null ? "unnamed application" : identity.name();
    String id = identity.id() == null ? "" : " (" + identity.id() + ")";
    paper.line(paper.ink().bold(name) + id);
    StringBuilder facts = new StringBuilder();
    facts.append(
        identity.sparkVersion() == null
            ? "Spark of unknown version"
            : "Spark " + identity.sparkVersion());
    if (identity.master() != null) {
      facts.append(" on ").append(identity.master());
    }
    if (application.start() != null && application.end() != null) {
      facts
          .append(", ")
          .append(Wording.dateTime(application.start()))
          .append(", ")
          .append(Wording.duration(Duration.between(application.start(), application.end())));
    }
    paper.line(facts.toString());
    paper.line("outcome: " + outcome(paper.ink(), application.outcome()));
  }

  private static String outcome(Ink ink, Outcome outcome) {
    return switch (outcome) {
      case FAILED -> ink.red("failed");
      case SUCCEEDED -> ink.green("succeeded");
      case UNKNOWN -> ink.yellow("unknown");
    };
  }

  private static void verdict(Paper paper, Verdict verdict) {
    String id =
        verdict.cause().equals(Causes.HEALTHY)
            ? paper.ink().green(verdict.cause())
            : paper.ink().red(verdict.cause());
    boolean undetermined = verdict.cause().equals(Causes.UNDETERMINED);
    paper
        .heading("VERDICT")
        .line(
            "  " + id + (undetermined ? "" : "  (" + Wording.percent(verdict.confidence()) + ")"));
    paper.paragraph("  ", verdict.summary());
  }

  private void proof(Paper paper, Explained explained) {
    if (explained.top().isEmpty()) {
      return;
    }
    RankedCause top = explained.top().get();
    String title = top.confidence() >= threshold ? "WHY" : "WHAT SPEAKS FOR " + top.cause().id();
    paper.heading(title);
    top.support().stream()
        .limit(MOST_ARGUMENTS)
        .forEach(argument -> argument(paper, "+", argument));
    top.opposition().stream()
        .limit(MOST_ARGUMENTS)
        .forEach(argument -> argument(paper, "-", argument));
    if (explained.causes().size() > 1) {
      StringBuilder others = new StringBuilder("also weighed: ");
      explained.causes().stream()
          .skip(1)
          .forEach(
              other ->
                  others
                      .append(others.length() > 14 ? ", " : "")
                      .append(other.cause().id())
                      .append(' ')
                      .append(Wording.percent(other.confidence())));
      paper.paragraph("  ", others.toString());
    }
  }

  private static void argument(Paper paper, String sign, Argument argument) {
    Evidence evidence = argument.evidence();
    paper.paragraph("  " + sign + " ", argument.says());
    String time = evidence.time() == null ? "" : "  " + Wording.time(evidence.time());
    paper.line("      " + paper.ink().dim(Wording.place(evidence) + time));
    if (!evidence.excerpt().isEmpty()) {
      paper.quote("      | ", Wording.excerpt(evidence), EXCERPT_LINES);
    }
  }

  private static void missing(Paper paper, Explained explained) {
    if (explained.missing().isEmpty()) {
      return;
    }
    paper.heading("WHAT WOULD SETTLE IT");
    for (MissingEvidence missing : explained.missing()) {
      paper.paragraph("  - ", missing.what());
      paper.paragraph("    ", missing.how());
    }
  }

  private void centralQuestion(Paper paper, List<Explained> incidents) {
    List<Row> rows = CentralQuestion.rows(incidents);
    if (rows.isEmpty()) {
      return;
    }
    paper.heading("GC, OUT OF MEMORY, BOTH, OR NEITHER?");
    paper.line(ink.dim(cells(CentralQuestion.HEADER)));
    rows.stream().limit(MOST_ROWS).forEach(row -> paper.line(cells(row)));
    if (rows.size() > MOST_ROWS) {
      paper.line("  … and " + (rows.size() - MOST_ROWS) + " more (see --format json)");
    }
  }

  private static String cells(Row row) {
    String answer = row.answer().equals("both: GC and out of memory") ? "both" : row.answer();
    return String.format(
            java.util.Locale.ROOT,
            "  %-8s %-8s %-14s %-22s %-14s %s",
            row.executor(),
            row.lostAt(),
            answer.equals("container memory limit") ? "container" : answer,
            row.cause(),
            row.gc(),
            (row.heap().equals("heap") ? "heap" : row.heap()) + ", exit " + row.exit())
        .replace("heap, exit exit", "heap, exit")
        .stripTrailing();
  }

  private void chain(Paper paper, Diagnosis diagnosis, Optional<Explained> main) {
    List<Explained> others =
        diagnosis.incidents().stream()
            .filter(one -> main.isEmpty() || !one.equals(main.get()))
            .toList();
    if (others.isEmpty()) {
      return;
    }
    paper.heading("ALSO HAPPENED");
    others.stream().limit(MOST_ROWS).forEach(one -> also(paper, one, main));
    if (others.size() > MOST_ROWS) {
      paper.line("  … and " + (others.size() - MOST_ROWS) + " more (see --format json)");
    }
  }

  private void also(Paper paper, Explained one, Optional<Explained> main) {
    String follows =
        one.rootIncident() == null
            ? Wording.cause(one, threshold)
            : main.filter(root -> root.incident().id().equals(one.rootIncident())).isPresent()
                ? "follows from the above"
                : "follows from " + one.rootIncident();
    String times = one.incident().occurrences() > 1 ? " × " + one.incident().occurrences() : "";
    paper.paragraph(
        "  - ",
        (one.incident().at() == null ? "" : Wording.time(one.incident().at()) + " ")
            + Subjects.name(one.incident())
            + " ("
            + one.incident().kind().id()
            + times
            + "): "
            + follows);
  }

  private static void findings(Paper paper, List<Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    paper.heading("FINDINGS (nothing failed of these, but they cost)");
    for (Finding finding : findings) {
      paper.paragraph(
          "  - ",
          finding.cause()
              + " ["
              + finding.severity().id()
              + "] "
              + finding.subject()
              + ": "
              + finding.impact());
      for (Argument argument : finding.evidence()) {
        paper.paragraph("    ", argument.says());
        paper.line("      " + paper.ink().dim(Wording.place(argument.evidence())));
      }
      new RemedyText(paper).brief(finding.remedies());
    }
  }

  private static void sources(Paper paper, List<SourceUse> sources) {
    long used = sources.stream().filter(SourceUse::used).count();
    paper.heading("SOURCES");
    paper.line("  " + used + " read, " + (sources.size() - used) + " not used");
    sources.stream()
        .filter(source -> !source.note().isEmpty() && !source.kind().equals("empty"))
        .limit(MOST_ROWS)
        .forEach(
            source ->
                paper.paragraph(
                    "  - ",
                    source.name() + (source.used() ? ": " : " (not used): ") + source.note()));
  }
}

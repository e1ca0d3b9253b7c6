package io.fizzle.report;

import io.fizzle.application.Application;
import io.fizzle.cause.Argument;
import io.fizzle.cause.Causes;
import io.fizzle.cause.MissingEvidence;
import io.fizzle.cause.finding.Finding;
import io.fizzle.diagnosis.Calibration;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.diagnosis.Explained;
import io.fizzle.diagnosis.Subjects;
import io.fizzle.evidence.Evidence;
import io.fizzle.remedy.Remedy;
import io.fizzle.report.CentralQuestion.Row;
import java.util.List;
import java.util.Optional;

/** The report for a ticket: GitHub-flavoured Markdown, with all foreign text escaped. */
public final class MarkdownReport {
  private static final int MOST_ARGUMENTS = 6;
  private static final int MOST_ROWS = 20;
  private static final int MOST_REMEDIES = 4;

  private final double threshold = Calibration.shipped().threshold();
  private final StringBuilder page = new StringBuilder();

  /** The whole report; a fresh renderer for each. */
  public String render(Report report) {
    page.setLength(0);
    Diagnosis diagnosis = report.diagnosis();
    head(diagnosis);
    String id = diagnosis.verdict().incident();
    Optional<Explained> main =
        id == null ? diagnosis.incidents().stream().findFirst() : diagnosis.incident(id);
    main.ifPresent(
        explained -> {
          why(explained);
          remedies(explained.remedies());
          missing(explained.missing());
        });
    centralQuestion(diagnosis.incidents());
    others(diagnosis, main);
    findings(diagnosis.findings());
    sources(report.sources());
    return page.toString();
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  private void head(Diagnosis diagnosis) {
    Application application = diagnosis.application();
    Application.Identity identity = application.identity();
    String name = identity.name() == null ? "Spark application" : identity.name();
    line("# " + escape(name) + ": " + diagnosis.verdict().cause());
    line("");
    line(
        "**"
            + escape(diagnosis.verdict().summary())
            + "**"
            + (diagnosis.verdict().cause().equals(Causes.UNDETERMINED)
                ? ""
                : " (" + Wording.percent(diagnosis.verdict().confidence()) + ")"));
    line("");
    line(
        "Application "
            + code(identity.id() == null ? "unknown" : identity.id())
            + ", Spark "
            + escape(identity.sparkVersion() == null ? "unknown" : identity.sparkVersion())
            + ", outcome "
            + application.outcome().id()
            + ", "
            + Wording.dateTime(application.start())
            + " to "
            + Wording.dateTime(application.end()));
  }

  private void why(Explained explained) {
    if (explained.top().isEmpty()) {
      return;
    }
    line("");
    line("## Why");
    line("");
    explained.top().get().support().stream()
        .limit(MOST_ARGUMENTS)
        .forEach(argument -> argument("for", argument));
    explained.top().get().opposition().stream()
        .limit(MOST_ARGUMENTS)
        .forEach(argument -> argument("against", argument));
    if (explained.causes().size() > 1) {
      line("");
      line("Also weighed:");
      explained.causes().stream()
          .skip(1)
          .forEach(
              cause -> line("- " + cause.cause().id() + " " + Wording.percent(cause.confidence())));
    }
  }

  private void argument(String side, Argument argument) {
    Evidence evidence = argument.evidence();
    line("- *" + side + "*: " + escape(argument.says()) + " — " + code(Wording.place(evidence)));
    if (!evidence.excerpt().isEmpty()) {
      line("  > " + code(Wording.excerpt(evidence)));
    }
  }

  private void remedies(List<Remedy> remedies) {
    if (remedies.isEmpty()) {
      return;
    }
    line("");
    line("## Fix");
    line("");
    int number = 1;
    for (Remedy remedy : remedies.stream().limit(MOST_REMEDIES).toList()) {
      line(number++ + ". **" + escape(remedy.title()) + "**");
      if (remedy instanceof Remedy.ConfigurationChange change && !change.arithmetic().isEmpty()) {
        line("   " + escape(change.arithmetic()));
      }
      if (remedy instanceof Remedy.OperatorAction action && action.command() != null) {
        line("   " + code(action.command()));
      }
      line("   " + escape(remedy.why()));
      line("   *Risk:* " + escape(remedy.risk().text()));
    }
  }

  private void missing(List<MissingEvidence> missing) {
    if (missing.isEmpty()) {
      return;
    }
    line("");
    line("## What would settle it");
    line("");
    missing.forEach(one -> line("- " + escape(one.what()) + ": " + escape(one.how())));
  }

  private void centralQuestion(List<Explained> incidents) {
    List<Row> rows = CentralQuestion.rows(incidents);
    if (rows.isEmpty()) {
      return;
    }
    line("");
    line("## GC, out of memory, both, or neither?");
    line("");
    row(CentralQuestion.HEADER);
    line("|---|---|---|---|---|---|---|");
    rows.stream().limit(MOST_ROWS).forEach(this::row);
  }

  private void row(Row row) {
    line(
        "| "
            + String.join(
                " | ",
                List.of(
                    escape(row.executor()),
                    row.lostAt(),
                    row.answer(),
                    row.cause(),
                    row.gc(),
                    row.heap(),
                    row.exit()))
            + " |");
  }

  private void others(Diagnosis diagnosis, Optional<Explained> main) {
    List<Explained> others =
        diagnosis.incidents().stream()
            .filter(one -> main.isEmpty() || !one.equals(main.get()))
            .limit(MOST_ROWS)
            .toList();
    if (others.isEmpty()) {
      return;
    }
    line("");
    line("## Also happened");
    line("");
    for (Explained one : others) {
      line(
          "- "
              + Wording.dateTime(one.incident().at())
              + " "
              + escape(Subjects.name(one.incident()))
              + " ("
              + one.incident().kind().id()
              + "): "
              + (one.rootIncident() == null
                  ? Wording.cause(one, threshold)
                  : "follows from " + one.rootIncident()));
    }
  }

  private void findings(List<Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    line("");
    line("## Findings");
    line("");
    for (Finding finding : findings) {
      line(
          "- **"
              + finding.cause()
              + "** ("
              + finding.severity().id()
              + ") "
              + escape(finding.subject())
              + ": "
              + escape(finding.impact()));
    }
  }

  private void sources(List<SourceUse> sources) {
    line("");
    line("## Sources");
    line("");
    for (SourceUse source : sources) {
      line(
          "- "
              + code(source.name())
              + " "
              + source.kind()
              + (source.used() ? "" : ", not used")
              + (source.note().isEmpty() ? "" : ": " + escape(source.note())));
    }
  }

  /** Inline code that no backtick in the text can end. */
  private static String code(String text) {
    String fence = text.contains("``") ? "```" : text.contains("`") ? "``" : "`";
    String pad = fence.length() > 1 ? " " : "";
    return fence + pad + text.replace('\n', ' ') + pad + fence;
  }

  /** Text that Markdown and HTML leave as it is. */
  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("([\\\\`*_\\[\\]|#])", "\\\\$1")
        .replace('\n', ' ');
  }
}

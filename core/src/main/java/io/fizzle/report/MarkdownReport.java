package io.fizzle.report;

import static io.fizzle.report.Markdown.code;
import static io.fizzle.report.Markdown.escape;

import io.fizzle.application.Application;
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
import io.fizzle.report.Sequence.Step;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The report for a ticket: GitHub-flavoured Markdown, with all foreign text escaped. */
public final class MarkdownReport {
  private static final int MOST_ARGUMENTS = 6;
  private static final int MOST_ROWS = 20;
  private static final int MOST_GROUPS = 20;
  private static final int MOST_NAMES = 5;

  /** The whole report, ending with a line feed. */
  public String render(Report report) {
    Sheet sheet = new Sheet(new StringBuilder(), Story.of(report), Siblings.of(report));
    sheet.write();
    return sheet.page().toString();
  }

  /** One report on its way into Markdown. */
  private record Sheet(StringBuilder page, Story story, Siblings siblings) {

    void write() {
      head();
      pastAttempts();
      story.main().ifPresentOrElse(this::proof, this::known);
      chain();
      story
          .main()
          .map(Explained::remedies)
          .ifPresent(remedies -> RemedyMarkdown.write(page, remedies));
      missing(story.missing());
      others();
      centralQuestion();
      gcLogs(story.gcLogs());
      findings(story.diagnosis().findings());
      blindSpots(BlindSpots.of(story.diagnosis()));
      otherApplications();
      sources(story.account());
    }

    private void blindSpots(List<BlindSpot> spots) {
      if (spots.isEmpty()) {
        return;
      }
      heading("Blind spots");
      for (BlindSpot spot : spots) {
        line("- " + escape(BlindSpotText.says(spot, story.diagnosis().verdict())));
        spot.lines().forEach(one -> line("  - " + code(one.text()) + " " + escape(one.note())));
        spot.ways().forEach(way -> line("  - may still be found: " + code(way)));
      }
    }

    private void line(String text) {
      page.append(text).append('\n');
    }

    private void heading(String heading) {
      line("");
      line("## " + heading);
      line("");
    }

    private void head() {
      Verdict verdict = story.diagnosis().verdict();
      Application application = story.diagnosis().application();
      line("# " + escape(story.name()) + ": " + verdict.cause());
      line("");
      String confidence =
          story.isUndetermined() ? "" : " (" + Wording.percent(verdict.confidence()) + ")";
      line("**" + escape(verdict.summary()) + "**" + confidence);
      story
          .main()
          .filter(main -> !story.isUndetermined())
          .flatMap(CentralQuestion::answer)
          .ifPresent(answer -> line("\n" + Wording.longAnswer(answer)));
      line("");
      String id = application.identity().id();
      int attempt = application.identity().attempt();
      String nth = attempt == 0 ? "" : ", attempt " + attempt;
      line("- application: " + (id == null ? "unknown" : code(id) + nth));
      line("- " + escape(story.facts()));
      Evidence told = application.outcomeEvidence();
      String where = told == null ? "" : " (" + code(story.names().place(told)) + ")";
      line("- outcome: " + application.outcome().id() + where);
      if (!story.names().folder().isEmpty()) {
        line("- sources in " + code(story.names().folder()));
      }
      line("- times in UTC");
    }

    private void pastAttempts() {
      if (!siblings.attempts().isEmpty()) {
        heading("Earlier attempts");
        siblings.attempts().forEach(attempt -> line("- " + escape(attempt)));
      }
    }

    private void otherApplications() {
      if (siblings.rows().isEmpty()) {
        return;
      }
      heading("Other applications");
      line("| " + String.join(" | ", Siblings.HEADER) + " |");
      line(
          "| "
              + Siblings.HEADER.stream().map(column -> "---").collect(Collectors.joining(" | "))
              + " |");
      siblings.rows().stream()
          .limit(MOST_ROWS)
          .forEach(
              row ->
                  line(
                      "| "
                          + row.stream().map(Markdown::escape).collect(Collectors.joining(" | "))
                          + " |"));
      more(siblings.rows().size() - MOST_ROWS);
    }

    private void proof(Explained explained) {
      heading(story.isUndetermined() ? "What is known" : "Why");
      if (story.isUndetermined()) {
        story.uncited().forEach(evidence -> cite("*known*", evidence));
        lastKnown();
        explained.causes().forEach(this::candidate);
      } else {
        explained.top().ifPresent(this::arguments);
        if (!story.rivals().isEmpty()) {
          line("");
          line("Also weighed: " + story.rivals());
        }
      }
      if (explained.incident() instanceof ProcessLost lost) {
        GcWindow.of(lost).ifPresent(this::timing);
        LiveWords.text(lost)
            .ifPresent(
                said -> {
                  line("");
                  line(escape(said));
                });
      }
    }

    private void known() {
      if (!story.lastKnown().isEmpty()) {
        heading("What is known");
        lastKnown();
      }
    }

    private void lastKnown() {
      story.lastKnown().forEach(one -> cite("*known*: " + escape(one.says()), one.evidence()));
    }

    private void candidate(RankedCause cause) {
      line("- **" + Story.weighed(cause) + "**: " + cause.cause().title());
      arguments(cause);
    }

    private void arguments(RankedCause cause) {
      cause.support().stream()
          .limit(MOST_ARGUMENTS)
          .forEach(one -> cite("*for*: " + escape(one.says()), one.evidence()));
      cause.opposition().stream()
          .limit(MOST_ARGUMENTS)
          .forEach(one -> cite("*against*: " + escape(one.says()), one.evidence()));
    }

    private void cite(String says, Evidence evidence) {
      String time = evidence.time() == null ? "" : " " + Wording.time(evidence.time());
      line("- " + says + " — " + code(story.names().place(evidence)) + time);
      if (!evidence.excerpt().isEmpty()) {
        line("  > " + code(evidence.excerpt()));
      }
    }

    private void timing(GcWindow window) {
      line("");
      line("Timing: " + window.text());
      window
          .strip()
          .ifPresent(
              strip ->
                  line(
                      "\n"
                          + code(strip)
                          + " stopped share, "
                          + window.mark().toSeconds()
                          + " s a mark"));
    }

    private void chain() {
      if (!story.chain().isEmpty()) {
        heading("What followed");
        steps(story.chain());
      }
    }

    private void steps(List<Step> steps) {
      ChainText words = new ChainText(story);
      for (Step step : steps.stream().limit(MOST_ROWS).toList()) {
        String indent = step.role() == Sequence.Role.ROOT ? "" : "  ";
        String when = ChainText.when(step).strip().replaceAll(" +", " ");
        line(indent + "- " + when + (when.isEmpty() ? "" : " ") + escape(words.what(step)));
      }
      more(steps.size() - MOST_ROWS);
    }

    private void more(int left) {
      if (left > 0) {
        line("");
        line("… and " + left + " more (`--format json` has all)");
      }
    }

    private void missing(List<MissingEvidence> missing) {
      if (missing.isEmpty()) {
        return;
      }
      heading(story.missingHeading());
      for (MissingEvidence one : missing) {
        line("1. " + escape(one.what()));
        Story.ways(one).forEach(way -> line("   - " + escape(way)));
      }
    }

    private void centralQuestion() {
      List<List<String>> rows = CentralQuestion.rows(story.diagnosis());
      if (rows.isEmpty()) {
        return;
      }
      heading("GC, out of memory, both, or neither?");
      row(CentralQuestion.HEADER);
      row(Collections.nCopies(CentralQuestion.HEADER.size(), "---"));
      rows.stream().limit(MOST_ROWS).forEach(this::row);
      String footnote = CentralQuestion.footnote(rows);
      if (!footnote.isEmpty()) {
        line("");
        line(footnote);
      }
      more(rows.size() - MOST_ROWS);
    }

    private void gcLogs(List<GcLogs.Log> logs) {
      if (logs.isEmpty()) {
        return;
      }
      heading("GC logs");
      row(GcLogs.HEADER);
      row(Collections.nCopies(GcLogs.HEADER.size(), "---"));
      logs.stream().limit(MOST_ROWS).map(GcLogs::row).forEach(this::row);
      line("");
      line(GcLogs.FOOTNOTE);
      more(logs.size() - MOST_ROWS);
    }

    private void row(List<String> cells) {
      line(cells.stream().map(Markdown::escape).collect(Collectors.joining(" | ", "| ", " |")));
    }

    private void others() {
      ChainText words = new ChainText(story);
      List<List<Step>> grave =
          story.others().stream().filter(chain -> !words.isBenign(chain)).toList();
      if (!grave.isEmpty()) {
        heading(story.isHealthy() ? "It recovered from" : "Also happened");
        for (List<Step> chain : grave.stream().limit(MOST_ROWS).toList()) {
          steps(chain);
          line("  - see " + code(words.place(chain.get(0))));
          chain.get(0).occurrence().first().remedies().stream()
              .limit(1)
              .forEach(remedy -> line("  - fix: " + escape(RemedyText.brief(remedy))));
        }
        more(grave.size() - MOST_ROWS);
      }
      words
          .benign(story.others())
          .ifPresent(
              text -> {
                heading("Ended as planned");
                line(escape(text));
              });
    }

    private void findings(List<Finding> findings) {
      if (findings.isEmpty()) {
        return;
      }
      heading("Findings");
      for (Finding finding : findings) {
        String title = "- **" + finding.cause() + "** (" + finding.severity().id() + ") ";
        line(title + escape(finding.subject()) + ": " + escape(finding.impact()));
        if (finding.operator() != null) {
          line("  - in " + code(finding.operator()));
        }
        for (Argument argument : finding.evidence()) {
          String place = code(story.names().place(argument.evidence()));
          line("  - " + escape(argument.says()) + " — " + place);
        }
        if (!finding.cost().arithmetic().isEmpty()) {
          line("  - cost: " + escape(finding.cost().arithmetic()));
        }
        finding.remedies().stream()
            .limit(2)
            .forEach(remedy -> line("  - fix: " + escape(RemedyText.brief(remedy))));
      }
    }

    private void sources(SourceAccount account) {
      heading("Sources");
      String read = account.read().isEmpty() ? "" : ": " + account.read();
      line(account.used() + " read" + read + "; " + account.notUsed() + " not used");
      if (!account.remarks().isEmpty() || !account.unused().isEmpty()) {
        line("");
      }
      groups("read, but ", account.remarks());
      groups("", account.unused());
    }

    private void groups(String lead, List<SourceAccount.Group> groups) {
      groups.stream()
          .limit(MOST_GROUPS)
          .forEach(group -> line("- " + lead + escape(group.text(MOST_NAMES))));
      more(groups.size() - MOST_GROUPS);
    }
  }
}

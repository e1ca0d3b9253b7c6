package io.fizzle.report;

import io.fizzle.application.Application;
import io.fizzle.application.Outcome;
import io.fizzle.cause.Argument;
import io.fizzle.cause.finding.Finding;
import io.fizzle.cause.finding.FindingRule;
import io.fizzle.cause.finding.Findings;
import io.fizzle.diagnosis.Explained;
import io.fizzle.diagnosis.RankedCause;
import io.fizzle.diagnosis.Verdict;
import io.fizzle.incident.Incident;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The report for pipelines, in the XML that they read test results from: a test case for how the
 * application ended, for each kind of incident and for each rule of the findings.
 *
 * <p>What only followed from something else, what was meant to happen and findings of low severity
 * fail no test case; a finding of low severity is told in the output of its case.
 */
public final class JunitReport {

  /** The whole report, ending with a line feed. */
  public String render(Report report) {
    Story story = Story.of(report);
    List<JunitCase> cases = new ArrayList<>();
    cases.add(outcome(story));
    for (Incident.Kind kind : Incident.Kind.values()) {
      if (kind != Incident.Kind.APPLICATION_FAILED) {
        cases.add(incidents(kind, story));
      }
    }
    for (FindingRule rule : Findings.rules()) {
      cases.add(findings(rule, story));
    }
    return JunitCase.document(story.name(), cases);
  }

  private static JunitCase outcome(Story story) {
    Application application = story.diagnosis().application();
    Verdict verdict = story.diagnosis().verdict();
    String name = "the application succeeds";
    if (application.outcome() == Outcome.SUCCEEDED) {
      return JunitCase.passed("fizzle.application", name, verdict.summary());
    }
    if (application.outcome() == Outcome.UNKNOWN && story.main().isEmpty()) {
      return JunitCase.skipped("fizzle.application", name, verdict.summary());
    }
    String text =
        verdict.summary()
            + "\n"
            + story.main().map(one -> proof(one, story.names())).orElse("")
            + story.main().map(JunitReport::fixes).orElse("");
    return JunitCase.failed("fizzle.application", name, verdict.cause(), verdict.summary(), text);
  }

  private static JunitCase incidents(Incident.Kind kind, Story story) {
    double threshold = story.threshold();
    String name = "no " + kind.id();
    List<Explained> all =
        story
            .diagnosis()
            .each()
            .filter(one -> one.incident().kind() == kind)
            .filter(one -> one.topFrom(threshold).filter(top -> top.cause().isBenign()).isEmpty())
            .toList();
    if (all.isEmpty()) {
      return JunitCase.passed("fizzle.incident", name, "");
    }
    String headlines =
        all.stream()
            .map(one -> headline(one, threshold))
            .collect(Collectors.joining("\n", "", "\n"));
    Explained first = all.get(0);
    return JunitCase.failed(
        "fizzle.incident",
        name,
        Wording.cause(first, threshold),
        all.size() == 1 ? headline(first, threshold) : all.size() + " × " + kind.id(),
        headlines + proof(first, story.names()) + fixes(first));
  }

  private static String headline(Explained explained, double threshold) {
    String time = Wording.time(explained.incident().at());
    return (time.isEmpty() ? "" : time + " ")
        + new Occurrence(List.of(explained)).what()
        + ": "
        + Wording.cause(explained, threshold)
        + (explained.isRoot() ? "" : " (follows from " + explained.rootIncident() + ")");
  }

  private static JunitCase findings(FindingRule rule, Story story) {
    List<Finding> found =
        story.diagnosis().findings().stream()
            .filter(finding -> finding.cause().equals(rule.id()))
            .toList();
    String text =
        found.stream()
            .map(finding -> finding(finding, story.names()))
            .collect(Collectors.joining("\n"));
    String name = "no " + rule.id();
    return found.stream().allMatch(finding -> finding.severity() == Finding.Severity.LOW)
        ? JunitCase.passed("fizzle.finding", name, text)
        : JunitCase.failed(
            "fizzle.finding",
            name,
            rule.id(),
            found.get(0).subject() + ": " + found.get(0).impact(),
            text);
  }

  private static String finding(Finding finding, Names names) {
    String head = "[" + finding.severity().id() + "] " + finding.subject() + ": ";
    return head
        + finding.impact()
        + "\n"
        + cited(finding.evidence(), "+", names)
        + finding.remedies().stream()
            .map(remedy -> "  fix: " + RemedyText.brief(remedy) + "\n")
            .collect(Collectors.joining());
  }

  private static String proof(Explained explained, Names names) {
    return explained.causes().stream()
        .limit(1)
        .map(cause -> arguments(cause, names))
        .collect(Collectors.joining());
  }

  private static String arguments(RankedCause cause, Names names) {
    return cited(cause.support(), "+", names) + cited(cause.opposition(), "-", names);
  }

  private static String cited(List<Argument> arguments, String sign, Names names) {
    return arguments.stream()
        .map(
            argument ->
                Arrays.asList("  " + sign, argument.says(), names.place(argument.evidence())))
        .map(parts -> String.join(" ", parts) + "\n")
        .collect(Collectors.joining());
  }

  private static String fixes(Explained explained) {
    return explained.remedies().stream()
        .map(remedy -> "  fix: " + RemedyText.brief(remedy) + "\n")
        .collect(Collectors.joining());
  }
}

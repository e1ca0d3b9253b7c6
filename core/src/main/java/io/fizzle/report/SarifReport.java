package io.fizzle.report;

import io.fizzle.cause.Argument;
import io.fizzle.cause.Causes;
import io.fizzle.cause.Strength;
import io.fizzle.cause.finding.Finding;
import io.fizzle.diagnosis.Explained;
import io.fizzle.diagnosis.RankedCause;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The report for code hosts: SARIF 2.1.0 (OASIS). Each cause of the catalogue is a rule, each
 * incident and finding a result at the lines that prove it.
 */
public final class SarifReport {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
  private static final int MOST_LOCATIONS = 10;

  /** The whole report as indented JSON, ending with a line feed. */
  public String render(Report report) {
    JsonSheet json = new JsonSheet();
    new Run(json, Story.of(report), report).write();
    return json.finish();
  }

  /** One report on its way into SARIF. */
  private record Run(JsonSheet json, Story story, Report report) {

    void write() {
      json.object(
          () ->
              json.text("$schema", SCHEMA)
                  .text("version", "2.1.0")
                  .array("runs", List.of(story), one -> json.object(this::run)));
    }

    private void run() {
      json.object("tool", () -> json.object("driver", this::driver));
      Map<String, String> bases = bases();
      if (!bases.isEmpty()) {
        json.object(
            "originalUriBaseIds",
            () -> bases.forEach((id, uri) -> json.object(id, () -> json.text("uri", uri))));
      }
      List<Runnable> results = new ArrayList<>();
      story.diagnosis().incidents().forEach(one -> results.add(() -> incident(one)));
      story.diagnosis().findings().forEach(one -> results.add(() -> finding(one)));
      json.array("results", results, Runnable::run);
      json.text("columnKind", "utf16CodeUnits")
          .object(
              "properties",
              () ->
                  json.text("verdict", story.diagnosis().verdict().cause())
                      .share("confidence", story.diagnosis().verdict().confidence())
                      .text("summary", story.diagnosis().verdict().summary()));
    }

    private void driver() {
      json.text("name", "Fizzle").array("rules", SarifRule.all(), rule -> rule.write(json));
    }

    private Map<String, String> bases() {
      Map<String, String> bases = new TreeMap<>();
      report.sources().stream()
          .filter(SourceUse::used)
          .map(source -> SourceAddress.of(source.name(), story.names()).base())
          .filter(base -> !base.isEmpty())
          .forEach(base -> bases.put(SourceAddress.BASE_ID, base));
      return bases;
    }

    private void incident(Explained explained) {
      Incident incident = explained.incident();
      double threshold = story.threshold();
      String rule =
          explained.topFrom(threshold).map(top -> top.cause().id()).orElse(Causes.UNDETERMINED);
      json.object(
          () -> {
            json.text("ruleId", rule)
                .number("ruleIndex", SarifRule.indexOf(rule))
                .text("level", level(explained));
            message(told(explained), explained.remedies());
            locations(proof(explained));
            explained.topFrom(threshold).ifPresent(this::against);
            fingerprint(rule + "/" + incident.id());
            json.number("occurrenceCount", (long) explained.occurrences());
            json.object(
                "properties",
                () -> {
                  json.text("incident", incident.id()).text("kind", incident.kind().id());
                  json.text("rootIncident", explained.rootIncident());
                  explained.top().ifPresent(top -> json.share("confidence", top.confidence()));
                });
          });
    }

    /** A root is an error, what only followed a warning, what was meant to happen a note. */
    private String level(Explained explained) {
      if (explained.topFrom(story.threshold()).filter(top -> top.cause().isBenign()).isPresent()) {
        return "note";
      }
      return explained.isRoot() ? "error" : "warning";
    }

    private String told(Explained explained) {
      String what = new Occurrence(List.of(explained)).what();
      return what + ": " + Wording.cause(explained, story.threshold());
    }

    /** What speaks for the cause, else what shows that it happened. */
    private static List<Argument> proof(Explained explained) {
      List<Argument> support = explained.top().map(RankedCause::support).orElse(List.of());
      return support.isEmpty()
          ? explained.incident().evidence().stream()
              .map(evidence -> new Argument(Strength.HINT, evidence, ""))
              .toList()
          : support;
    }

    private void finding(Finding finding) {
      json.object(
          () -> {
            json.text("ruleId", finding.cause())
                .number("ruleIndex", SarifRule.indexOf(finding.cause()))
                .text("level", finding.severity() == Finding.Severity.LOW ? "note" : "warning");
            message(finding.subject() + ": " + finding.impact(), finding.remedies());
            locations(finding.evidence());
            fingerprint(finding.cause() + "/" + finding.subject());
            json.object("properties", () -> json.text("severity", finding.severity().id()));
          });
    }

    private void message(String text, List<Remedy> remedies) {
      String fix = remedies.isEmpty() ? "" : ". Fix: " + RemedyText.brief(remedies.get(0));
      json.object("message", () -> json.text("text", Printable.of(text + fix)));
    }

    private void locations(List<Argument> arguments) {
      json.array("locations", arguments.stream().limit(MOST_LOCATIONS).toList(), this::location);
    }

    private void against(RankedCause cause) {
      if (!cause.opposition().isEmpty()) {
        json.array("relatedLocations", cause.opposition(), this::location);
      }
    }

    private void location(Argument argument) {
      Evidence evidence = argument.evidence();
      SourceAddress address = SourceAddress.of(evidence.source().name(), story.names());
      json.object(
          () -> {
            json.object(
                "physicalLocation",
                () -> {
                  json.object(
                      "artifactLocation",
                      () -> {
                        json.text("uri", address.uri());
                        if (!address.base().isEmpty()) {
                          json.text("uriBaseId", SourceAddress.BASE_ID);
                        }
                      });
                  if (evidence.line() > 0) {
                    region(evidence);
                  }
                });
            if (!argument.says().isEmpty()) {
              json.object("message", () -> json.text("text", Printable.of(argument.says())));
            }
          });
    }

    private void region(Evidence evidence) {
      json.object(
          "region",
          () -> {
            json.number("startLine", evidence.line());
            if (!evidence.excerpt().isEmpty()) {
              json.object("snippet", () -> json.text("text", Printable.of(evidence.excerpt())));
            }
          });
    }

    private void fingerprint(String what) {
      json.object("partialFingerprints", () -> json.text("fizzle/1", what));
    }
  }
}

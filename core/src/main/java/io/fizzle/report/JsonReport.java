package io.fizzle.report;

import io.fizzle.application.Application;
import io.fizzle.application.GcProfile;
import io.fizzle.cause.Argument;
import io.fizzle.cause.LastVitals.Reading;
import io.fizzle.cause.finding.Cost;
import io.fizzle.cause.finding.Finding;
import io.fizzle.diagnosis.BlindSpot;
import io.fizzle.diagnosis.BlindSpots;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.diagnosis.LastKnown;
import io.fizzle.diagnosis.Verdict;
import io.fizzle.evidence.Evidence;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.JvmSignal.PauseKind;
import java.time.Duration;
import java.util.List;

/**
 * The report for programs: {@code fizzle.diagnosis/1}; its JSON Schema ships with the program as
 * {@link #SCHEMA_RESOURCE}.
 */
public final class JsonReport {
  public static final String SCHEMA = "fizzle.diagnosis/1";

  /** The schema of the output, next to this class. */
  public static final String SCHEMA_RESOURCE = "fizzle.diagnosis-1.schema.json";

  /** The whole report as indented JSON, ending with a line feed. */
  public String render(Report report) {
    JsonSheet json = new JsonSheet();
    Diagnosis diagnosis = report.diagnosis();
    json.object(
        () -> {
          json.text("schema", SCHEMA);
          diagnosis(json, diagnosis);
          if (!report.others().isEmpty()) {
            json.array("others", report.others(), one -> json.object(() -> diagnosis(json, one)));
          }
          json.array("sources", report.sources(), one -> source(json, one));
        });
    return json.finish();
  }

  private static void diagnosis(JsonSheet json, Diagnosis diagnosis) {
    application(json, diagnosis.application());
    verdict(json, diagnosis.verdict());
    double threshold = diagnosis.calibration().threshold();
    json.array("incidents", diagnosis.incidents(), one -> IncidentJson.write(json, one, threshold));
    List<Reading> known = LastKnown.of(diagnosis);
    if (!known.isEmpty()) {
      json.array("known", known, one -> evidence(json, one.evidence(), one.says()));
    }
    json.array("findings", diagnosis.findings(), one -> finding(json, one));
    List<GcLogs.Log> gcLogs = GcLogs.of(diagnosis.application());
    if (!gcLogs.isEmpty()) {
      json.array("gcLogs", gcLogs, one -> gcLog(json, one));
    }
    json.array("blindSpots", BlindSpots.of(diagnosis), one -> blindSpot(json, one));
  }

  private static void application(JsonSheet json, Application application) {
    Application.Identity identity = application.identity();
    json.object(
        "application",
        () -> {
          json.text("id", identity.id());
          if (identity.attempt() > 0) {
            json.number("attempt", identity.attempt());
          }
          json.text("name", identity.name())
              .text("sparkVersion", identity.sparkVersion())
              .text("master", identity.master())
              .time("start", application.start())
              .time("end", application.end())
              .text("outcome", application.outcome().id());
        });
  }

  private static void verdict(JsonSheet json, Verdict verdict) {
    json.object(
        "verdict",
        () ->
            json.text("cause", verdict.cause())
                .share("confidence", verdict.confidence())
                .text("summary", verdict.summary())
                .text("incident", verdict.incident()));
  }

  private static void finding(JsonSheet json, Finding finding) {
    json.object(
        () -> {
          json.text("cause", finding.cause())
              .text("severity", finding.severity().id())
              .text("subject", finding.subject())
              .text("operator", finding.operator())
              .array("evidence", finding.evidence(), one -> argument(json, one))
              .text("impact", finding.impact());
          cost(json, finding.cost());
          json.text("incident", finding.incident());
          RemedyJson.write(json, finding.remedies());
        });
  }

  private static void gcLog(JsonSheet json, GcLogs.Log log) {
    GcProfile gc = log.gc();
    json.object(
        () -> {
          json.text("process", log.process())
              .text("source", gc.evidence().source().name())
              .text("collector", gc.jvm().map(JvmSignal.Started::collector).orElse(null))
              .millis("coveredMillis", gc.covered())
              .number("pauses", log.pauses())
              .millis("stoppedMillis", log.stopped())
              .number("fullCollections", gc.count(PauseKind.FULL))
              .number("stalls", gc.count(PauseKind.ALLOCATION_STALL))
              .millis("stalledMillis", gc.total(PauseKind.ALLOCATION_STALL));
          gc.longestPause()
              .ifPresentOrElse(
                  longest ->
                      json.millis("longestMillis", Duration.ofNanos(longest.pauseMicros() * 1000)),
                  () -> json.nothing("longestMillis"));
          log.lastFull()
              .ifPresentOrElse(
                  full -> json.measure("afterLastFullBytes", full.after()),
                  () -> json.nothing("afterLastFullBytes"));
        });
  }

  private static void blindSpot(JsonSheet json, BlindSpot spot) {
    json.object(
        () -> {
          json.text("id", spot.id())
              .text("state", spot.state().id())
              .text("what", spot.what())
              .text("hides", spot.hides());
          if (spot.reach() > 0) {
            json.share("reachableConfidence", spot.reach());
          } else {
            json.nothing("reachableConfidence");
          }
          json.array(
                  "settings",
                  spot.lines(),
                  line ->
                      json.object(
                          () ->
                              json.text("key", line.key())
                                  .text("from", line.from())
                                  .text("to", line.to())
                                  .text("note", line.note())))
              .texts("ways", spot.ways())
              .array("evidence", spot.evidence(), one -> evidence(json, one, spot.what()));
        });
  }

  private static void cost(JsonSheet json, Cost cost) {
    json.object(
        "cost",
        () ->
            json.measure("coreSeconds", cost.coreSeconds())
                .measure("bytes", cost.bytes())
                .measure("share", cost.share())
                .text("arithmetic", cost.arithmetic()));
  }

  private static void source(JsonSheet json, SourceUse source) {
    json.object(
        () ->
            json.text("name", source.name())
                .text("kind", source.kind())
                .text("owner", source.owner())
                .number("bytes", source.bytes())
                .number("lines", source.lines())
                .flag("used", source.used())
                .text("note", source.note()));
  }

  static void argument(JsonSheet json, Argument argument) {
    evidence(json, argument.evidence(), argument.says());
  }

  static void evidence(JsonSheet json, Evidence evidence, String says) {
    json.object(
        () ->
            json.text("source", evidence.source().name())
                .number("line", evidence.line())
                .time("time", evidence.time())
                .text("excerpt", evidence.excerpt())
                .text("says", says));
  }
}

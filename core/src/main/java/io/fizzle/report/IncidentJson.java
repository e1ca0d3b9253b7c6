package io.fizzle.report;

import io.fizzle.cause.Answer;
import io.fizzle.diagnosis.Explained;
import io.fizzle.diagnosis.RankedCause;
import io.fizzle.incident.GcTiming;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.signal.ExecutorSignal.LiveVerdict;

/** Writes one incident with its explanation. */
final class IncidentJson {

  private IncidentJson() {}

  static void write(JsonSheet json, Explained explained, double threshold) {
    Incident incident = explained.incident();
    json.object(
        () -> {
          json.text("id", incident.id()).text("kind", incident.kind().id());
          subject(json, incident.subject());
          json.time("at", incident.at())
              .number("occurrences", explained.occurrences())
              .array("evidence", incident.evidence(), one -> JsonReport.evidence(json, one, ""))
              .array("causes", explained.causes(), one -> cause(json, one))
              .text("rootIncident", explained.rootIncident());
          RemedyJson.write(json, explained.remedies());
          json.array(
              "missing",
              explained.missing(),
              one -> json.object(() -> json.text("what", one.what()).text("how", one.how())));
          if (incident instanceof ProcessLost lost) {
            process(json, lost, explained, threshold);
          }
          if (!explained.alike().isEmpty()) {
            json.array("alike", explained.alike(), one -> alike(json, one, threshold));
          }
        });
  }

  /** Another executor that was lost in the same way: what is its own. */
  private static void alike(JsonSheet json, Explained explained, double threshold) {
    Incident incident = explained.incident();
    json.object(
        () -> {
          json.text("id", incident.id());
          subject(json, incident.subject());
          json.time("at", incident.at())
              .share("confidence", explained.top().map(RankedCause::confidence).orElse(0.0))
              .array(
                  "evidence",
                  incident.evidence().subList(0, 1),
                  one -> JsonReport.evidence(json, one, ""));
          if (incident instanceof ProcessLost lost) {
            process(json, lost, explained, threshold);
          }
        });
  }

  private static void subject(JsonSheet json, Incident.Subject subject) {
    json.object(
        "subject",
        () ->
            json.text("executor", subject.executor())
                .text("host", subject.host())
                .number("stage", subject.stage())
                .number("task", subject.task()));
  }

  private static void cause(JsonSheet json, RankedCause cause) {
    json.object(
        () ->
            json.text("id", cause.cause().id())
                .share("confidence", cause.confidence())
                .array("for", cause.support(), one -> JsonReport.argument(json, one))
                .array("against", cause.opposition(), one -> JsonReport.argument(json, one)));
  }

  private static void process(
      JsonSheet json, ProcessLost lost, Explained explained, double threshold) {
    json.object(
        "process",
        () -> {
          json.text(
                  "answer",
                  explained
                      .topFrom(threshold)
                      .flatMap(top -> top.cause().answer(lost))
                      .map(IncidentJson::answer)
                      .orElse(null))
              .number("exitCode", lost.ledger().exitCode())
              .millis("heartbeatSilenceMillis", lost.ledger().silence());
          lost.timing().ifPresentOrElse(gc -> timing(json, gc), () -> json.nothing("gc"));
          LiveWords.of(lost).ifPresentOrElse(said -> live(json, said), () -> json.nothing("live"));
        });
  }

  private static void live(JsonSheet json, LiveVerdict said) {
    json.object(
        "live", () -> json.text("cause", said.cause()).share("confidence", said.confidence()));
  }

  private static String answer(Answer answer) {
    return switch (answer) {
      case PURE_OOM -> "pure-oom";
      case PURE_GC -> "pure-gc";
      case MIXED -> "mixed";
      case CONTAINER_OOM -> "container-oom";
      case NEITHER -> "neither";
    };
  }

  private static void timing(JsonSheet json, GcTiming timing) {
    json.object(
        "gc",
        () ->
            json.text("collector", timing.collector())
                .millis("windowMillis", timing.window())
                .share("shareInWindow", timing.shareInWindow())
                .share("shareBeforeError", timing.shareBeforeError())
                .number("fullCollections", (long) timing.fullCollections())
                .share("recovered", timing.recovered())
                .share("occupied", timing.occupied())
                .millis("longestPauseMillis", timing.longestPause())
                .millis("silenceMillis", timing.silence())
                .flag("sampled", timing.sampled())
                .flag("exact", timing.exact()));
  }
}

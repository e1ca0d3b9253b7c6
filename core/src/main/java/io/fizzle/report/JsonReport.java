package io.fizzle.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fizzle.application.Application;
import io.fizzle.cause.Argument;
import io.fizzle.cause.MissingEvidence;
import io.fizzle.cause.finding.Finding;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.diagnosis.Explained;
import io.fizzle.diagnosis.RankedCause;
import io.fizzle.diagnosis.Verdict;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.GcTiming;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ProcessLost;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The report for programs: {@code fizzle.diagnosis/1}; its JSON Schema ships with the program. */
public final class JsonReport {
  public static final String SCHEMA = "fizzle.diagnosis/1";

  private static final JsonFactory FACTORY = new JsonFactory();

  /** The whole report as indented JSON, ending with a line feed. */
  public String render(Report report) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text).useDefaultPrettyPrinter()) {
      write(json, report);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return text.append('\n').toString();
  }

  private static void write(JsonGenerator json, Report report) throws IOException {
    Diagnosis diagnosis = report.diagnosis();
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    application(json, diagnosis.application());
    verdict(json, diagnosis.verdict());
    json.writeArrayFieldStart("incidents");
    for (Explained explained : diagnosis.incidents()) {
      incident(json, explained);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("findings");
    for (Finding finding : diagnosis.findings()) {
      finding(json, finding);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("sources");
    for (SourceUse source : report.sources()) {
      source(json, source);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void application(JsonGenerator json, Application application) throws IOException {
    Application.Identity identity = application.identity();
    json.writeObjectFieldStart("application");
    text(json, "id", identity.id());
    text(json, "name", identity.name());
    text(json, "sparkVersion", identity.sparkVersion());
    text(json, "master", identity.master());
    time(json, "start", application.start());
    time(json, "end", application.end());
    json.writeStringField("outcome", application.outcome().id());
    json.writeEndObject();
  }

  private static void verdict(JsonGenerator json, Verdict verdict) throws IOException {
    json.writeObjectFieldStart("verdict");
    json.writeStringField("cause", verdict.cause());
    share(json, "confidence", verdict.confidence());
    json.writeStringField("summary", verdict.summary());
    text(json, "incident", verdict.incident());
    json.writeEndObject();
  }

  private static void incident(JsonGenerator json, Explained explained) throws IOException {
    Incident incident = explained.incident();
    json.writeStartObject();
    json.writeStringField("id", incident.id());
    json.writeStringField("kind", incident.kind().id());
    subject(json, incident.subject());
    time(json, "at", incident.at());
    json.writeNumberField("occurrences", incident.occurrences());
    evidences(json, "evidence", incident.evidence());
    json.writeArrayFieldStart("causes");
    for (RankedCause cause : explained.causes()) {
      json.writeStartObject();
      json.writeStringField("id", cause.cause().id());
      share(json, "confidence", cause.confidence());
      arguments(json, "for", cause.support());
      arguments(json, "against", cause.opposition());
      json.writeEndObject();
    }
    json.writeEndArray();
    text(json, "rootIncident", explained.rootIncident());
    RemedyJson.write(json, explained.remedies());
    json.writeArrayFieldStart("missing");
    for (MissingEvidence missing : explained.missing()) {
      json.writeStartObject();
      json.writeStringField("what", missing.what());
      json.writeStringField("how", missing.how());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (incident instanceof ProcessLost lost) {
      process(json, lost, explained);
    }
    json.writeEndObject();
  }

  private static void process(JsonGenerator json, ProcessLost lost, Explained explained)
      throws IOException {
    json.writeObjectFieldStart("process");
    text(json, "answer", explained.top().map(top -> answer(top)).orElse(null));
    if (lost.ledger().exitCode() == null) {
      json.writeNullField("exitCode");
    } else {
      json.writeNumberField("exitCode", lost.ledger().exitCode());
    }
    json.writeNumberField("heartbeatSilenceMillis", lost.ledger().silence().toMillis());
    if (lost.timing().isEmpty()) {
      json.writeNullField("gc");
    } else {
      timing(json, lost.timing().get());
    }
    json.writeEndObject();
  }

  private static String answer(RankedCause top) {
    return switch (top.cause().answer()) {
      case PURE_OOM -> "pure-oom";
      case PURE_GC -> "pure-gc";
      case MIXED -> "mixed";
      case CONTAINER_OOM -> "container-oom";
      case NEITHER -> "neither";
    };
  }

  private static void timing(JsonGenerator json, GcTiming timing) throws IOException {
    json.writeObjectFieldStart("gc");
    json.writeStringField("collector", timing.collector());
    json.writeNumberField("windowMillis", timing.window().toMillis());
    share(json, "shareInWindow", timing.shareInWindow());
    share(json, "shareBeforeError", timing.shareBeforeError());
    json.writeNumberField("fullCollections", timing.fullCollections());
    share(json, "recovered", timing.recovered());
    share(json, "occupied", timing.occupied());
    json.writeNumberField("longestPauseMillis", timing.longestPause().toMillis());
    json.writeNumberField("silenceMillis", timing.silence().toMillis());
    json.writeBooleanField("exact", timing.exact());
    json.writeEndObject();
  }

  private static void subject(JsonGenerator json, Incident.Subject subject) throws IOException {
    json.writeObjectFieldStart("subject");
    text(json, "executor", subject.executor());
    text(json, "host", subject.host());
    number(json, "stage", subject.stage());
    number(json, "task", subject.task());
    json.writeEndObject();
  }

  private static void finding(JsonGenerator json, Finding finding) throws IOException {
    json.writeStartObject();
    json.writeStringField("cause", finding.cause());
    json.writeStringField("severity", finding.severity().id());
    json.writeStringField("subject", finding.subject());
    arguments(json, "evidence", finding.evidence());
    json.writeStringField("impact", finding.impact());
    RemedyJson.write(json, finding.remedies());
    json.writeEndObject();
  }

  private static void source(JsonGenerator json, SourceUse source) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", source.name());
    json.writeStringField("kind", source.kind());
    json.writeStringField("owner", source.owner());
    json.writeNumberField("bytes", source.bytes());
    json.writeNumberField("lines", source.lines());
    json.writeBooleanField("used", source.used());
    json.writeStringField("note", source.note());
    json.writeEndObject();
  }

  private static void arguments(JsonGenerator json, String name, List<Argument> arguments)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Argument argument : arguments) {
      evidence(json, argument.evidence(), argument.says());
    }
    json.writeEndArray();
  }

  private static void evidences(JsonGenerator json, String name, List<Evidence> evidences)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Evidence evidence : evidences) {
      evidence(json, evidence, "");
    }
    json.writeEndArray();
  }

  private static void evidence(JsonGenerator json, Evidence evidence, String says)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("source", evidence.source().name());
    json.writeNumberField("line", evidence.line());
    time(json, "time", evidence.time());
    json.writeStringField("excerpt", evidence.excerpt());
    json.writeStringField("says", says);
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeStringField(name, value);
    }
  }

  private static void number(JsonGenerator json, String name, @Nullable Integer value)
      throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }

  private static void time(JsonGenerator json, String name, @Nullable Instant time)
      throws IOException {
    text(json, name, time == null ? null : time.toString());
  }

  /** Probabilities and shares with three decimals; -1 stays -1, "not told". */
  private static void share(JsonGenerator json, String name, double share) throws IOException {
    json.writeNumberField(name, Math.round(share * 1000) / 1000.0);
  }
}

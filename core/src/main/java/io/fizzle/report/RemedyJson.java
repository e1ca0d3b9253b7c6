package io.fizzle.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.fizzle.remedy.Change;
import io.fizzle.remedy.Remedy;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Writes remedies so that a program can apply them. */
final class RemedyJson {

  private RemedyJson() {}

  static void write(JsonGenerator json, List<Remedy> remedies) throws IOException {
    json.writeArrayFieldStart("remedies");
    for (Remedy remedy : remedies) {
      json.writeStartObject();
      json.writeStringField("kind", kind(remedy));
      json.writeStringField("title", remedy.title());
      if (remedy instanceof Remedy.ConfigurationChange change) {
        changes(json, change);
      } else if (remedy instanceof Remedy.OperatorAction action && action.command() != null) {
        json.writeStringField("command", action.command());
      } else if (remedy instanceof Remedy.CodeChange code && !code.example().isEmpty()) {
        json.writeStringField("example", code.example());
      }
      json.writeStringField("why", remedy.why());
      json.writeStringField("risk", remedy.risk().level().name().toLowerCase(Locale.ROOT));
      json.writeStringField("riskText", remedy.risk().text());
      json.writeStringField("expectation", remedy.expectation());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String kind(Remedy remedy) {
    if (remedy instanceof Remedy.ConfigurationChange) {
      return "configuration";
    }
    return remedy instanceof Remedy.CodeChange ? "code" : "operator";
  }

  private static void changes(JsonGenerator json, Remedy.ConfigurationChange change)
      throws IOException {
    json.writeArrayFieldStart("changes");
    for (Change one : change.changes()) {
      json.writeStartObject();
      json.writeStringField("key", one.key());
      if (one.from() == null) {
        json.writeNullField("from");
      } else {
        json.writeStringField("from", one.from());
      }
      json.writeStringField("fromDefault", one.fromDefault());
      json.writeStringField("to", one.to());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("arithmetic", change.arithmetic());
  }
}

package io.fizzle.report;

import io.fizzle.remedy.Change;
import io.fizzle.remedy.Remedy;
import java.util.List;
import java.util.Locale;

/** Writes remedies so that a program can apply them. */
final class RemedyJson {

  private RemedyJson() {}

  static void write(JsonSheet json, List<Remedy> remedies) {
    json.array("remedies", remedies, one -> json.object(() -> fields(json, one)));
  }

  private static void fields(JsonSheet json, Remedy remedy) {
    json.text("kind", kind(remedy)).text("title", remedy.title());
    if (remedy instanceof Remedy.ConfigurationChange change) {
      json.array("changes", change.changes(), one -> change(json, one))
          .text("arithmetic", change.arithmetic());
    } else if (remedy instanceof Remedy.OperatorAction action && action.command() != null) {
      json.text("command", action.command());
    } else if (remedy instanceof Remedy.CodeChange code && !code.example().isEmpty()) {
      json.text("example", code.example());
    }
    json.text("why", remedy.why())
        .text("risk", remedy.risk().level().name().toLowerCase(Locale.ROOT))
        .text("riskText", remedy.risk().text())
        .text("expectation", remedy.expectation());
  }

  private static String kind(Remedy remedy) {
    if (remedy instanceof Remedy.ConfigurationChange) {
      return "configuration";
    }
    return remedy instanceof Remedy.CodeChange ? "code" : "operator";
  }

  private static void change(JsonSheet json, Change change) {
    json.object(
        () ->
            json.text("key", change.key())
                .text("from", change.from())
                .text("fromDefault", change.fromDefault())
                .text("to", change.to()));
  }
}

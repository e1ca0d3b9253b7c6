package io.fizzle.report;

import io.fizzle.cause.Causes;
import io.fizzle.report.Catalogue.Entry;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A page of the catalogue as a rule of SARIF; {@code undetermined} is one too. */
record SarifRule(String id, String title, String help, String level) {
  private static final List<SarifRule> ALL =
      Stream.concat(
              Catalogue.entries().stream().map(SarifRule::of),
              Stream.of(
                  new SarifRule(
                      Causes.UNDETERMINED,
                      "What was read does not tell the cause",
                      "The report names the evidence that would settle it and how to get it.",
                      "error")))
          .toList();

  /** Every rule, in the order of the catalogue. */
  static List<SarifRule> all() {
    return ALL;
  }

  /** The place of a rule in {@link #all()}; -1, SARIF's "not told", where there is none. */
  static long indexOf(String id) {
    return IntStream.range(0, ALL.size())
        .filter(i -> ALL.get(i).id().equals(id))
        .findFirst()
        .orElse(-1);
  }

  private static SarifRule of(Entry entry) {
    StringBuilder help = new StringBuilder(entry.page().why());
    append(help, "What proves it", entry.page().proof());
    append(help, "What it is not", entry.page().notThis());
    append(help, "Commonly advised, and no help", entry.page().commonAdvice());
    String level =
        switch (entry.room()) {
          case "benign" -> "note";
          case "finding" -> "warning";
          default -> "error";
        };
    return new SarifRule(entry.id(), entry.title(), help.toString(), level);
  }

  private static void append(StringBuilder help, String heading, String text) {
    if (!text.isEmpty()) {
      help.append("\n\n").append(heading).append(": ").append(text);
    }
  }

  void write(JsonSheet json) {
    json.object(
        () ->
            json.text("id", id)
                .object("shortDescription", () -> json.text("text", title))
                .object("fullDescription", () -> json.text("text", title))
                .object("help", () -> json.text("text", help).text("markdown", help))
                .object("defaultConfiguration", () -> json.text("level", level)));
  }
}

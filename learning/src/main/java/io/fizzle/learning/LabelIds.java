package io.fizzle.learning;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fizzle.cause.Causes;
import io.fizzle.cause.finding.Findings;
import io.fizzle.report.CauseNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Whether a label names only what a diagnosis can say: a misspelt id would be learnt as wrong. */
final class LabelIds {
  /** That none of the causes is right, which is worth learning too. */
  private static final Set<String> NONE_OF_THEM = Set.of(Causes.UNDETERMINED, "none");

  private static final int LONGEST_SHOWN = 60;
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * An id that nothing has.
   *
   * @param line where it stands, from 1
   * @param field {@code verdict}, {@code incident} or {@code finding}
   */
  record Unknown(int line, String field, String id) {

    /** What is wrong and what may have been meant. */
    String says() {
      String kind = field.equals("finding") ? "finding" : "cause";
      if (CauseNames.all().contains(id)) {
        return id + " is no " + kind + " and cannot stand in \"" + field + "\"";
      }
      String shown = id.length() > LONGEST_SHOWN ? id.substring(0, LONGEST_SHOWN) + "…" : id;
      String meant = CauseNames.meant(id);
      return "no such "
          + kind
          + " in \""
          + field
          + "\": "
          + shown.replaceAll("\\p{Cc}", "?")
          + (meant.isEmpty() ? "." : meant)
          + " fizzle causes lists all of them";
    }
  }

  private LabelIds() {}

  /** The first id that nothing has, in a file that is known to be JSON. */
  static Optional<Unknown> firstUnknown(Path file) throws IOException {
    try (JsonParser parser = JSON.createParser(file.toFile())) {
      int depth = 0;
      String field = "";
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isStructStart()) {
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
        } else if (token == JsonToken.FIELD_NAME && depth == 1) {
          field = parser.currentName();
        } else if (depth == 2 && token.isScalarValue() && !isKnown(field, parser.getText())) {
          return Optional.of(
              new Unknown(parser.currentTokenLocation().getLineNr(), field, parser.getText()));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isKnown(String field, String id) {
    return switch (field) {
      case "verdict" -> isCause(id) || id.equals(Causes.HEALTHY) || id.equals(Causes.UNDETERMINED);
      case "incident" -> isCause(id) || NONE_OF_THEM.contains(id);
      case "finding" -> Findings.rules().stream().anyMatch(rule -> rule.id().equals(id));
      default -> true;
    };
  }

  private static boolean isCause(String id) {
    return Causes.byId(id).isPresent();
  }
}

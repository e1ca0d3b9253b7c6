package io.fizzle.read.threads;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.function.Consumer;

/** Texts of a value of JSON, whatever it is. */
final class JsonTexts {
  private static final int LONGEST = 500;

  private JsonTexts() {}

  /** The text at hand, cut to a length; empty where it is something else, which is skipped. */
  static String one(JsonParser parser, int longest) throws IOException {
    String text = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
    parser.skipChildren();
    return text.substring(0, Math.min(text.length(), longest));
  }

  /** All texts of a value, at any depth. */
  static void each(JsonParser parser, JsonToken value, Consumer<String> taker) throws IOException {
    int depth = 0;
    for (JsonToken token = value; token != null; token = parser.nextToken()) {
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (token == JsonToken.VALUE_STRING) {
        taker.accept(one(parser, LONGEST));
      }
      if (depth <= 0) {
        return;
      }
    }
  }
}

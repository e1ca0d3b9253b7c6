package io.fizzle.history.analysis;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fizzle.history.Instants;

/**
 * Answers for programs: the components of their records under their names, times as in ISO 8601.
 * What a terminal would obey is written as an escape.
 */
public final class AnswerJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          // a record's components are its fields; what it can also compute is none of them
          .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
          .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
          .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
          .addModule(Instants.module())
          .build();

  private AnswerJson() {}

  /** The answer as indented JSON, ending with a line feed. */
  public static String of(Answer answer) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", answer.schema());
    json.setAll((ObjectNode) JSON.valueToTree(answer));
    try {
      return JSON.writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of numbers and texts", e);
    }
  }
}

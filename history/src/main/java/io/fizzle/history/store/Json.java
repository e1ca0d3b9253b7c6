package io.fizzle.history.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fizzle.history.Candidate;
import io.fizzle.history.Excerpt;
import io.fizzle.history.Instants;
import io.fizzle.history.Victim;
import java.util.List;
import java.util.Map;

/** What a column holds that nobody searches. */
final class Json {
  /**
   * The particulars of a failure.
   *
   * @param victims also in a table of their own, by node
   */
  record Particulars(List<Victim> victims, List<Excerpt> excerpts, List<Candidate> candidates) {
    static final Particulars NONE = new Particulars(List.of(), List.of(), List.of());
  }

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .registerModule(Instants.module())
          // a newer version may have written more
          .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  private static final TypeReference<Map<String, String>> PROPERTIES = new TypeReference<>() {};

  private Json() {}

  static String of(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Empty text: those that were not asked for. */
  static Particulars particulars(String text) {
    if (text.isEmpty()) {
      return Particulars.NONE;
    }
    try {
      return MAPPER.readValue(text, Particulars.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not as it was written: " + text, e);
    }
  }

  static Map<String, String> properties(String text) {
    try {
      return MAPPER.readValue(text, PROPERTIES);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not as it was written: " + text, e);
    }
  }
}

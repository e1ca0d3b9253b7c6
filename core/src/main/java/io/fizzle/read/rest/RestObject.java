package io.fizzle.read.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object of an answer: an executor, a job, a stage without its tasks. Bounded in depth, fields,
 * elements and text, whatever the content.
 *
 * @param line of its first brace
 */
record RestObject(Map<String, Object> fields, long line) {
  private static final int DEEPEST = 6;
  private static final int MOST_FIELDS = 10_000;
  private static final int MOST_ELEMENTS = 10_000;
  private static final int LONGEST = 1 << 16;

  /** {@code JacksonMessageWriter}: always GMT. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'GMT'", Locale.ROOT);

  /** Told of each element of a field that may hold more than memory should. */
  interface Elements {
    void take(RestObject element);
  }

  /**
   * Reads the object at which the parser stands.
   *
   * @param large the field whose elements are handed on, not kept
   */
  static RestObject read(JsonParser parser, String large, Elements elements) throws IOException {
    long line = parser.currentTokenLocation().getLineNr();
    Map<String, Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals(large) && value == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          if (parser.nextToken() == JsonToken.START_OBJECT) {
            elements.take(read(parser, "", element -> {}));
          } else {
            parser.skipChildren();
          }
        }
      } else {
        Object read = value(parser, DEEPEST);
        if (read != null && fields.size() < MOST_FIELDS) {
          fields.put(name, read);
        }
      }
    }
    return new RestObject(fields, line);
  }

  private static @Nullable Object value(JsonParser parser, int depth) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> {
        String text = parser.getText();
        yield text.substring(0, Math.min(text.length(), LONGEST));
      }
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? null
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> (long) parser.getDoubleValue();
      case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
      case START_OBJECT -> depth == 0 ? skipped(parser) : object(parser, depth);
      case START_ARRAY -> depth == 0 ? skipped(parser) : array(parser, depth);
      default -> null;
    };
  }

  private static @Nullable Object skipped(JsonParser parser) throws IOException {
    parser.skipChildren();
    return null;
  }

  private static Object object(JsonParser parser, int depth) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      Object value = value(parser, depth - 1);
      if (value != null && fields.size() < MOST_FIELDS) {
        fields.put(name, value);
      }
    }
    return fields;
  }

  private static Object array(JsonParser parser, int depth) throws IOException {
    List<Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
      Object value = value(parser, depth - 1);
      if (value != null && elements.size() < MOST_ELEMENTS) {
        elements.add(value);
      }
    }
    return elements;
  }

  boolean has(String field) {
    return fields.containsKey(field);
  }

  /** A text field; null where it is missing, blank or none. */
  @Nullable String text(String field) {
    return fields.get(field) instanceof String text && !text.isBlank() ? text : null;
  }

  String textOrEmpty(String field) {
    String text = text(field);
    return text == null ? "" : text;
  }

  long number(String field, long missing) {
    return fields.get(field) instanceof Long number ? number : missing;
  }

  int integer(String field, int missing) {
    long number = number(field, missing);
    return number > Integer.MAX_VALUE || number < Integer.MIN_VALUE ? missing : (int) number;
  }

  boolean is(String field) {
    return Boolean.TRUE.equals(fields.get(field));
  }

  /** A time; null where it is missing or not set ({@code 1969-12-31T23:59:59.999GMT}). */
  @Nullable Instant time(String field) {
    String text = text(field);
    if (text == null) {
      return null;
    }
    try {
      Instant time = LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
      return time.isBefore(Instant.EPOCH) ? null : time;
    } catch (DateTimeParseException notATime) {
      return null;
    }
  }

  /** An object within this one; empty where there is none. */
  RestObject object(String field) {
    return new RestObject(asObject(fields.get(field)), line);
  }

  /** The objects of an array; empty where there is none. */
  List<RestObject> objects(String field) {
    return elements(field).stream()
        .filter(Map.class::isInstance)
        .map(element -> new RestObject(asObject(element), line))
        .toList();
  }

  /** The elements of an array; empty where there is none. */
  List<?> elements(String field) {
    return fields.get(field) instanceof List<?> elements ? elements : List.of();
  }

  private static Map<String, Object> asObject(@Nullable Object value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> object) {
      object.forEach((name, field) -> fields.put(String.valueOf(name), field));
    }
    return fields;
  }
}

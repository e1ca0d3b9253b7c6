package io.fizzle.read.log;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * An exception as an object of a log line in JSON: Spark's {@code class}, {@code msg} and {@code
 * stacktrace} of objects, ECS' {@code type}, {@code message} and {@code stack_trace}, Log4j's
 * {@code name}, {@code message}, {@code extendedStackTrace} and nested {@code cause}, Logstash's
 * {@code exception_class}, {@code exception_message} and {@code stacktrace}.
 *
 * @param stack its frames or its whole printed trace
 */
record StructuredException(String type, String message, String stack, String cause) {
  static final StructuredException NONE = new StructuredException("", "", "", "");

  private static final int DEEPEST = 8;

  StructuredException withType(String told) {
    return new StructuredException(told, message, stack, cause);
  }

  StructuredException withMessage(String told) {
    return new StructuredException(type, told, stack, cause);
  }

  /** The exception in the form in which the JVM prints stack traces; empty where there is none. */
  String text() {
    if (!type.isEmpty() && stack.startsWith(type)) {
      return stack;
    }
    String headline = message.isEmpty() ? type : type + ": " + message;
    String whole = stack.isEmpty() ? headline : headline + (headline.isEmpty() ? "" : "\n") + stack;
    return cause.isEmpty() ? whole : whole + "\nCaused by: " + cause;
  }

  /** Reads the object at which the parser stands. */
  static StructuredException read(JsonParser json) throws IOException {
    return read(json, DEEPEST);
  }

  private static StructuredException read(JsonParser json, int depth) throws IOException {
    StructuredException told = NONE;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.START_ARRAY) {
        told = new StructuredException(told.type, told.message, frames(json), told.cause);
      } else if (value == JsonToken.START_OBJECT && name.equals("cause") && depth > 0) {
        String cause = read(json, depth - 1).text();
        told = new StructuredException(told.type, told.message, told.stack, cause);
      } else if (value == JsonToken.START_OBJECT) {
        json.skipChildren();
      } else if (value != JsonToken.VALUE_NULL) {
        told = told.with(name, json.getValueAsString(""));
      }
    }
    return told;
  }

  private StructuredException with(String name, String value) {
    return switch (name) {
      case "class", "type", "name", "exception_class", "exceptionClass" -> withType(value);
      case "msg", "message", "exception_message", "exceptionMessage" -> withMessage(value);
      case "stacktrace", "stack_trace", "stackTrace", "extendedStackTrace" ->
          new StructuredException(type, message, value.strip(), cause);
      default -> this;
    };
  }

  private static String frames(JsonParser json) throws IOException {
    StringBuilder frames = new StringBuilder();
    while (json.nextToken() == JsonToken.START_OBJECT) {
      String type = "";
      String method = "";
      String file = "";
      String line = "";
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        String value = json.getValueAsString("");
        switch (name) {
          case "class" -> type = value;
          case "method" -> method = value;
          case "file" -> file = value;
          case "line" -> line = value;
          default -> json.skipChildren();
        }
      }
      frames.append(frames.isEmpty() ? "\tat " : "\n\tat ").append(type).append('.').append(method);
      frames.append('(').append(file).append(line.isEmpty() ? "" : ":" + line).append(')');
    }
    return frames.toString();
  }
}

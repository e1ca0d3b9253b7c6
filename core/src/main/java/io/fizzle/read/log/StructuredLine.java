package io.fizzle.read.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A log line in JSON: Spark's structured logging (SparkLayout.json, Spark 4.0) or Docker's
 * json-file driver.
 *
 * @param time of {@code ts}, or Docker's {@code time}; null where absent or not understood
 * @param level null for Docker's lines, whose message is the line that the process wrote
 * @param trace the exception in the form in which the JVM prints stack traces; empty where there is
 *     none
 */
record StructuredLine(
    @Nullable Instant time, @Nullable String level, String logger, String message, String trace) {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(20).build())
          .build();

  /**
   * Null where the text is no such line; a line cut in its middle still gives what it had told
   * before.
   */
  static @Nullable StructuredLine parse(String text) {
    Fields fields = new Fields();
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        fields.read(json.currentName(), json);
      }
    } catch (IOException cut) {
      // what stood before the damage is kept
    }
    return fields.line();
  }

  private static final class Fields {
    private String time = "";
    private @Nullable String level;
    private String logger = "";
    private @Nullable String message;
    private @Nullable String docker;
    private final StringBuilder trace = new StringBuilder();

    void read(String name, JsonParser json) throws IOException {
      JsonToken value = json.nextToken();
      if (name.equals("exception") && value == JsonToken.START_OBJECT) {
        exception(json);
      } else if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
        json.skipChildren();
      } else {
        scalar(name, json.getValueAsString(""));
      }
    }

    private void scalar(String name, String value) {
      switch (name) {
        case "ts", "time", "timestamp", "@timestamp" -> time = value;
        case "level" -> level = value;
        case "logger" -> logger = value;
        case "msg", "message" -> message = value;
        case "log" -> docker = value.stripTrailing();
        default -> {
          // nothing that a signal needs
        }
      }
    }

    private void exception(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (value == JsonToken.START_ARRAY) {
          frames(json);
        } else if (value == JsonToken.START_OBJECT) {
          json.skipChildren();
        } else if (name.equals("msg") && value != JsonToken.VALUE_NULL) {
          trace.append(": ").append(json.getValueAsString(""));
        } else if (name.equals("stacktrace")) {
          trace.append('\n').append(json.getValueAsString(""));
        } else if (name.equals("class")) {
          trace.append(json.getValueAsString(""));
        }
      }
    }

    private void frames(JsonParser json) throws IOException {
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
        trace.append("\n\tat ").append(type).append('.').append(method);
        trace.append('(').append(file).append(line.isEmpty() ? "" : ":" + line).append(')');
      }
    }

    @Nullable StructuredLine line() {
      Instant instant = instant(time);
      if (level != null && message != null) {
        return new StructuredLine(instant, level, logger, message, trace.toString());
      }
      return docker == null ? null : new StructuredLine(instant, null, "", docker, "");
    }

    private static @Nullable Instant instant(String time) {
      try {
        return time.isEmpty() ? null : Instant.parse(time);
      } catch (DateTimeException other) {
        return null;
      }
    }
  }
}

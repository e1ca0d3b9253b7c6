package io.fizzle.read.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A log line in JSON: Spark's structured logging (SparkLayout.json, Spark 4.0), what Log4j's and
 * Logback's own layouts write (EcsLayout.json, LogstashJsonEventLayoutV1.json, GcpLayout.json,
 * JsonLayout, logstash-logback-encoder), or Docker's json-file driver.
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
    private @Nullable Instant counted;
    private @Nullable String level;
    private String logger = "";
    private @Nullable String message;
    private @Nullable String docker;
    private String thrown = "";
    private StructuredException error = StructuredException.NONE;

    void read(String name, JsonParser json) throws IOException {
      JsonToken value = json.nextToken();
      if (value == JsonToken.START_OBJECT) {
        object(name, json);
      } else if (value == JsonToken.START_ARRAY) {
        json.skipChildren();
      } else {
        scalar(name, json.getValueAsString(""));
      }
    }

    private void object(String name, JsonParser json) throws IOException {
      switch (name) {
        case "exception", "thrown", "error" -> thrown = StructuredException.read(json).text();
        case "instant" -> counted = StructuredTime.read(json);
        case "log" -> nested("log.", json);
        default -> json.skipChildren();
      }
    }

    /** ECS writes its dotted names nested, too. */
    private void nested(String prefix, JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        read(prefix + json.currentName(), json);
      }
    }

    private void scalar(String name, String value) {
      switch (name) {
        case "ts", "time", "timestamp", "@timestamp" -> time = value;
        case "timeMillis" -> counted = StructuredTime.ofMillis(value);
        case "level", "log.level", "severity" -> level = value;
        case "logger", "log.logger", "logger_name", "loggerName" -> logger = value;
        case "msg", "message" -> message = value;
        case "log" -> docker = value.stripTrailing();
        case "stack_trace", "error.stack_trace", "exception", "thrown" -> thrown = value;
        case "error.type" -> error = error.withType(value);
        case "error.message" -> error = error.withMessage(value);
        default -> {
          // nothing that a signal needs
        }
      }
    }

    @Nullable StructuredLine line() {
      Instant instant = counted == null ? StructuredTime.of(time) : counted;
      if (level != null && message != null) {
        String trace = thrown.isBlank() ? error.text() : thrown;
        return new StructuredLine(
            instant, level, logger.substring(logger.lastIndexOf('.') + 1), message, trace.strip());
      }
      return docker == null ? null : new StructuredLine(instant, null, "", docker, "");
    }
  }
}

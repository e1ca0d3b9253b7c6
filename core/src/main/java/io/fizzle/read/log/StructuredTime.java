package io.fizzle.read.log;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;

/** Times of log lines in JSON. */
final class StructuredTime {
  /**
   * With {@code +02:00} and {@code +0200}, as Log4j's {@code yyyy-MM-dd'T'HH:mm:ss.SSSZ} has it.
   */
  private static final DateTimeFormatter OFFSET =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .toFormatter();

  private StructuredTime() {}

  /** Null where the text is no time with a zone. */
  static @Nullable Instant of(String text) {
    try {
      return text.isEmpty() ? null : OffsetDateTime.parse(text, OFFSET).toInstant();
    } catch (DateTimeException other) {
      return null;
    }
  }

  static @Nullable Instant ofMillis(String digits) {
    try {
      return Instant.ofEpochMilli(Long.parseLong(digits));
    } catch (NumberFormatException noNumber) {
      return null;
    }
  }

  /** Log4j's {@code {"epochSecond": …, "nanoOfSecond": …}}. */
  static @Nullable Instant read(JsonParser json) throws IOException {
    long second = -1;
    long nano = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "epochSecond" -> second = json.getValueAsLong(-1);
        case "nanoOfSecond" -> nano = json.getValueAsLong(0);
        default -> json.skipChildren();
      }
    }
    try {
      return second < 0 ? null : Instant.ofEpochSecond(second, nano);
    } catch (DateTimeException | ArithmeticException impossible) {
      return null;
    }
  }
}

package io.fizzle.read.kernel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.fizzle.read.SourceClock;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A line of {@code journalctl -o json} ({@code systemd.journal-fields(7)}). */
final class JournalEntry {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(5).build())
          .build();

  private JournalEntry() {}

  /** Null where the line is no entry or its message is no text. */
  static @Nullable KernelLine parse(String line, SourceClock clock) {
    String message = "";
    Instant time = null;
    try (JsonParser json = JSON.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (!value.isScalarValue()) {
          json.skipChildren();
        } else if (name.equals("MESSAGE")) {
          message = json.getValueAsString("");
        } else if (name.equals("__REALTIME_TIMESTAMP")) {
          time = instant(json.getValueAsString(""));
        }
      }
    } catch (IOException cut) {
      // what stood before the cut is kept
    }
    return message.isEmpty()
        ? null
        : new KernelLine(time == null ? null : clock.zoned(time), message);
  }

  /** Microseconds since the epoch. */
  private static @Nullable Instant instant(String micros) {
    return micros.matches("\\d{1,17}")
        ? Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS)
        : null;
  }
}

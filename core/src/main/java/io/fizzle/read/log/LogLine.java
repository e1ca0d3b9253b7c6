package io.fizzle.read.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line taken apart.
 *
 * @param text the line without prefixes of container runtimes, terminals and progress bars
 * @param time when it was written, null where it has no complete time
 * @param level {@code INFO}, {@code WARN}, ...; null where the line has no header of a logger
 * @param logger the logger's simple class name, empty where not told
 * @param message what follows the header; the whole text where there is none
 * @param attached the stack trace that a structured line carries, else empty
 */
record LogLine(
    String text,
    @Nullable Instant time,
    @Nullable String level,
    String logger,
    String message,
    String attached) {

  static LogLine plain(String text, @Nullable Instant time) {
    return new LogLine(text, time, null, "", text, "");
  }

  /** True where a logger's header was recognised, so that a new entry begins here. */
  boolean headed() {
    return level != null;
  }

  /** True for levels that report trouble. */
  boolean alarming() {
    return level != null
        && switch (level) {
          case "WARN", "WARNING", "ERROR", "FATAL", "SEVERE", "CRITICAL" -> true;
          default -> false;
        };
  }

  LogLine withTime(@Nullable Instant newTime) {
    return new LogLine(text, newTime, level, logger, message, attached);
  }
}

package io.fizzle.signal;

import java.util.List;

/**
 * An exception or error as its text tells it, classified.
 *
 * @param kind what the most telling link of the cause chain says
 * @param type class name of that link, for example {@code java.lang.OutOfMemoryError}; empty where
 *     the text names none
 * @param message that link's message on one line, redacted and bounded; may be empty
 * @param frames the first stack frames of the chain's innermost link, at most {@value #MAX_FRAMES},
 *     without {@code at}
 * @param actual the number that broke a limit (bytes, or seconds for a timeout), 0 where none is
 *     told
 * @param limit the limit that was broken, in the same unit, 0 where none is told
 */
public record Failure(
    FailureKind kind, String type, String message, List<String> frames, long actual, long limit) {

  public static final int MAX_FRAMES = 12;

  public Failure {
    frames = List.copyOf(frames.size() > MAX_FRAMES ? frames.subList(0, MAX_FRAMES) : frames);
  }

  public static Failure of(FailureKind kind, String type, String message) {
    return new Failure(kind, type, message, List.of(), 0, 0);
  }

  /** {@code type: message}, the way a stack trace begins. */
  public String headline() {
    if (type.isEmpty()) {
      return message;
    }
    return message.isEmpty() ? type : type + ": " + message;
  }
}

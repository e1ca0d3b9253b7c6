package io.fizzle.read.message;

import io.fizzle.signal.FailureKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One throwable, or one sentence, of a failure's text.
 *
 * @param type class name, empty for a sentence
 * @param message its own message without the throwables that it quotes; may have several lines
 * @param frames first stack frames, without {@code at}
 * @param origin where the link comes from
 * @param verdict what the link is where its form alone decides, else null
 */
record Link(
    String type,
    String message,
    List<String> frames,
    Origin origin,
    @Nullable FailureKind verdict) {

  /** How a link stands in its text. */
  enum Origin {
    /** A throwable or a sentence of its own. */
    PLAIN,
    /** Its message only quotes the next link. */
    WRAPPING,
    /** The last line of a Python traceback. */
    PYTHON
  }

  Link {
    frames = List.copyOf(frames);
  }

  /** The class name without its package. */
  String simpleType() {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  /**
   * Spark's error condition at the head of the message, for example {@code
   * UNABLE_TO_ACQUIRE_MEMORY}; empty where there is none (Spark before 3.2 has none).
   */
  String condition() {
    int end = message.startsWith("[") ? message.indexOf(']') : -1;
    if (end < 2 || end > 120) {
      return "";
    }
    String name = message.substring(1, end);
    boolean written =
        name.chars()
            .allMatch(
                c -> (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || (c >= '0' && c <= '9'));
    return written ? name : "";
  }
}

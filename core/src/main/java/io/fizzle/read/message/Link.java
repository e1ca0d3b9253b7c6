package io.fizzle.read.message;

import io.fizzle.signal.FailureKind;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One throwable, or one sentence, of a failure's text.
 *
 * @param type class name, empty for a sentence
 * @param message its own message without the throwables that it quotes; may have several lines
 * @param frames first stack frames, without {@code at}
 * @param origin where the link comes from
 * @param verdict what the link is where its form alone decides, else null
 * @param outer class names of the throwables that carry it, outermost first
 */
record Link(
    String type,
    String message,
    List<String> frames,
    Origin origin,
    @Nullable FailureKind verdict,
    List<String> outer) {

  private static final Pattern CONDITION =
      Pattern.compile("(?:^|: )\\[([A-Z][A-Z0-9_.]{1,118})\\]");

  /** Who writes conditions of Spark's form; names without a package come from notebooks. */
  private static final List<String> WRITERS =
      List.of(
          "org.apache.spark.",
          "pyspark.",
          "io.delta.",
          "com.databricks.",
          "org.apache.hive.service.");

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
    outer = List.copyOf(outer);
  }

  /** The class name without its package. */
  String simpleType() {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  /**
   * Spark's error condition at the head of the message or of what it quotes, for example {@code
   * UNABLE_TO_ACQUIRE_MEMORY}; empty where there is none (Spark before 3.2 has none).
   */
  String condition() {
    boolean writes = type.indexOf('.') < 0 || WRITERS.stream().anyMatch(type::startsWith);
    Matcher matcher = CONDITION.matcher(message);
    return writes && matcher.find() ? matcher.group(1) : "";
  }
}

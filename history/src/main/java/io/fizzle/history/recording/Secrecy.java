package io.fizzle.history.recording;

import io.fizzle.evidence.Redaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps secrets out of what is stored: those that {@link Redaction} knows, and those that the
 * application itself calls so by {@code spark.redaction.regex} and {@code
 * spark.redaction.string.regex}. A value that is masked under its key is masked wherever it stands.
 */
final class Secrecy {
  /** Spark's keys (Spark 4.1.1, {@code internal/config/package.scala}). */
  private static final String KEYS = "spark.redaction.regex";

  private static final String TEXTS = "spark.redaction.string.regex";

  /** A shorter value stands in too many words. */
  private static final int SHORTEST = 4;

  /** Steps that a pattern of the input's may take on one text. */
  private static final int PATIENCE = 200_000;

  private final Map<String, String> properties = new TreeMap<>();
  private final List<String> secrets = new ArrayList<>();
  private final @Nullable Pattern texts;

  Secrecy(Map<String, String> raw) {
    Pattern keys = pattern(raw.get(KEYS));
    texts = pattern(raw.get(TEXTS));
    raw.forEach(
        (key, value) -> {
          boolean secret =
              Redaction.isSecretKey(key)
                  || (!key.equals(KEYS)
                      && !key.equals(TEXTS)
                      && (finds(keys, key) || finds(keys, value)));
          if (secret && value.length() >= SHORTEST && !value.contains(Redaction.MASK)) {
            secrets.add(value);
          }
          properties.put(key, secret ? Redaction.MASK : value);
        });
    // a secret may hold another one
    secrets.sort(Comparator.comparingInt(String::length).reversed());
    properties.replaceAll((key, value) -> text(value));
  }

  /** The properties with every secret masked. */
  Map<String, String> properties() {
    return properties;
  }

  /** A text without them. */
  String text(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, Redaction.MASK);
    }
    if (texts != null) {
      clean = replaced(texts, clean);
    }
    return Redaction.redact(clean);
  }

  private static @Nullable Pattern pattern(@Nullable String text) {
    try {
      return text == null || text.isBlank() ? null : Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      return null;
    }
  }

  /** A pattern that does not come to an end counts as found: rather too much is masked. */
  private static boolean finds(@Nullable Pattern pattern, String text) {
    try {
      return pattern != null && pattern.matcher(new Patient(text, new int[1])).find();
    } catch (Exhausted | StackOverflowError e) {
      return true;
    }
  }

  private static String replaced(Pattern pattern, String text) {
    try {
      return pattern.matcher(new Patient(text, new int[1])).replaceAll("*********(redacted)");
    } catch (Exhausted | StackOverflowError e) {
      return Redaction.MASK;
    }
  }

  /** A pattern took more steps than it may. */
  private static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Exhausted() {
      super("", null, false, false);
    }
  }

  /** A text that lets itself be looked at only so often: patterns of the input may be hostile. */
  private record Patient(String text, int[] steps) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++steps[0] > PATIENCE) {
        throw new Exhausted();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}

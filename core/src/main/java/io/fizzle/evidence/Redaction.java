package io.fizzle.evidence;

import java.util.regex.Pattern;

/**
 * Takes secrets out of a text before it is stored, shown or sent anywhere.
 *
 * <p>The key names follow Spark's own {@code spark.redaction.regex} default (Spark 4.1.1, {@code
 * internal/config/package.scala}: {@code (?i)secret|password|token|access[.]?key}), widened by the
 * usual forms in URLs and authorization headers.
 */
public final class Redaction {
  /** What stands in the place of a secret, as in Spark's own redaction. */
  public static final String MASK = "*********(redacted)";

  private static final int LONGEST = 4 * Evidence.MAX_EXCERPT;
  private static final Pattern KEY_VALUE =
      Pattern.compile(
          "(?i)((?:[\\w.-]{0,80}(?:secret|password|passwd|token|access[._-]?key|api[._-]?key|credential)[\\w.-]{0,40})"
              + "[\"']?\\s{0,4}[=:]\\s{0,4}[\"']?)([^\\s\"',;&)]{3,400})");
  private static final Pattern URL_USER =
      Pattern.compile("(://[^:/@\\s]{1,100}:)([^@/\\s]{1,200})(@)");
  private static final Pattern AUTHORIZATION =
      Pattern.compile("(?i)(bearer|basic)( )([A-Za-z0-9+/=._~-]{8,2000})");
  private static final Pattern AWS_KEY = Pattern.compile("\\b(AKIA|ASIA)[A-Z0-9]{16}\\b");

  private Redaction() {}

  /** Redacts, strips control characters and cuts to {@link Evidence#MAX_EXCERPT} characters. */
  static String excerpt(String text) {
    if (text.isEmpty()) {
      return text;
    }
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    String clean = redact(cut.stripTrailing());
    return clean.length() > Evidence.MAX_EXCERPT
        ? clean.substring(0, Evidence.MAX_EXCERPT - 1) + "…"
        : clean;
  }

  /** The text with secrets masked; texts without a hint of one come back as they are. */
  public static String redact(String text) {
    if (!hasHint(text)) {
      return text;
    }
    String result =
        KEY_VALUE.matcher(text).replaceAll("$1" + java.util.regex.Matcher.quoteReplacement(MASK));
    result = URL_USER.matcher(result).replaceAll("$1" + MASK.replace("$", "\\$") + "$3");
    result = AUTHORIZATION.matcher(result).replaceAll("$1$2" + MASK);
    return AWS_KEY.matcher(result).replaceAll(MASK);
  }

  /** Every excerpt comes through here, so what holds no secret must be known without a pattern. */
  private static boolean hasHint(String text) {
    for (int i = 0; i < text.length(); i++) {
      boolean hint =
          switch (text.charAt(i)) {
            case 's', 'S' -> begins(text, i, "secret");
            case 'p', 'P' -> begins(text, i, "passw");
            case 't', 'T' -> begins(text, i, "token");
            case 'k', 'K' -> begins(text, i, "key");
            case 'c', 'C' -> begins(text, i, "credential");
            case 'b', 'B' -> begins(text, i, "bearer ") || begins(text, i, "basic ");
            case 'A' -> begins(text, i, "AKIA") || begins(text, i, "ASIA");
            case ':' -> text.startsWith("://", i) && text.indexOf('@', i) > 0;
            default -> false;
          };
      if (hint) {
        return true;
      }
    }
    return false;
  }

  private static boolean begins(String text, int at, String word) {
    return text.regionMatches(true, at, word, 0, word.length());
  }

  /**
   * True where Spark's default redaction pattern would hide the value of this configuration key.
   */
  public static boolean isSecretKey(String key) {
    return SECRET_KEY.matcher(key).find();
  }

  private static final Pattern SECRET_KEY =
      Pattern.compile("(?i)secret|password|token|access[.]?key|credential");
}

package io.fizzle.evidence;

import java.util.regex.Matcher;
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

  private static final String SECRET_NAME =
      "(?:secret(?:[._-]?key)?|password|passwd|passphrase|[._-]pass(?![a-z])"
          + "|pwd(?!\\s?[=:]\\s?/)|token|(?:access|account|api|private)[._-]?key"
          + "|redis[._]auth|credentials?)";

  /** A value in quotes, plain or escaped as in JSON within JSON, may hold spaces and commas. */
  private static final Pattern QUOTED_VALUE =
      Pattern.compile(
          "(?i)([\\w.-]{0,80}"
              + SECRET_NAME
              + "[\\w.-]{0,60}\\\\?[\"']?\\s{0,4}[=:]\\s{0,4}(\\\\?[\"']))"
              + "((?:(?!\\2)[^\\n]){3,4000})");

  /**
   * {@code passwordOfKey=x}, {@code "tokenValue": "x"}, {@code token: x}. Before a colon without
   * quotes the name must end as a secret does: {@code DelegationTokenManager: renewed} is a
   * logger's line. PWD is also the name of the working directory.
   */
  private static final Pattern KEY_VALUE =
      Pattern.compile(
          "(?i)((?:[\\w.-]{0,80}"
              + SECRET_NAME
              + "(?:[\\w.-]{0,60}(?:[\"']\\s{0,4}[=:]|\\s{0,4}=)|\\s{0,4}:))\\s{0,4}[\"']?)"
              // MySQL tells whether a password was given, not which
              + "(?!YES\\)|NO\\))([^\\s\"',;&)]{3,4000})");

  /**
   * {@code --password x}, {@code spark.ssl.keyPassword x} of a properties file, the same as a Scala
   * pair or as Hadoop's XML. Only after what is surely a key: prose has passwords too.
   */
  private static final Pattern KEY_THEN_VALUE =
      Pattern.compile(
          "(?i)((?:--|\\b(?:spark|fs|hive|javax|hadoop|kafka)\\.)[\\w.-]{0,80}"
              + SECRET_NAME
              + "[\\w.-]{0,40}(?:\\s{1,20}|,|\\s?->\\s?|</name>\\s{0,20}<value>))"
              + "([^\\s\"',;&)<]{4,4000})");

  private static final Pattern URL_USER =
      Pattern.compile("(://[^:/@\\s]{1,100}:|:thin:[^/@\\s]{1,100}/)([^/\\s]{1,200})(@)");
  private static final Pattern URL_SIGNATURE =
      Pattern.compile("(?i)([?&](?:sig|x-(?:amz|goog)-signature)=)([^&\\s]{3,800})");
  private static final Pattern COOKIE = Pattern.compile("(?i)(\\bcookie: ?)([^\\r\\n]{4,4000})");
  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "(-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)" + "([\\s\\S]{1,8000}?)(?=-----END |$)");
  private static final Pattern AUTHORIZATION =
      Pattern.compile("(?i)(bearer|basic)( )([A-Za-z0-9+/=._~-]{8,4000})");

  /** Tokens that tell by their form what they are: of clouds, code hosts and web services. */
  private static final Pattern KNOWN_TOKEN =
      Pattern.compile(
          "\\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\\w{20,255}"
              + "|glpat-[\\w-]{16,64}|xox[abeoprs]-[\\w-]{10,250}|AIza[\\w-]{30,45}"
              + "|hf_[A-Za-z0-9]{20,60}|dapi[0-9a-f]{32}|sk-[\\w-]{20,200}"
              + "|[rs]k_live_\\w{10,200}|ya29\\.[\\w-]{10,2000}|GOCSPX-[\\w-]{10,100}"
              + "|npm_[A-Za-z0-9]{20,100}|hooks\\.slack\\.com/services/[\\w/]{10,200}"
              + "|YII[A-Za-z0-9+/=]{40,4000}"
              + "|eyJ[\\w-]{8,2000}(?:\\.[\\w-]{2,2000}){1,2})");

  private Redaction() {}

  /** Redacts and cuts to {@link Evidence#MAX_EXCERPT} characters. */
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
    String mask = Matcher.quoteReplacement(MASK);
    String result = PRIVATE_KEY.matcher(text).replaceAll("$1" + mask);
    result = QUOTED_VALUE.matcher(result).replaceAll("$1" + mask);
    result = COOKIE.matcher(result).replaceAll("$1" + mask);
    result = KEY_VALUE.matcher(result).replaceAll("$1" + mask);
    result = KEY_THEN_VALUE.matcher(result).replaceAll("$1" + mask);
    result = URL_USER.matcher(result).replaceAll("$1" + mask + "$3");
    result = URL_SIGNATURE.matcher(result).replaceAll("$1" + mask);
    result = AUTHORIZATION.matcher(result).replaceAll("$1$2" + mask);
    return KNOWN_TOKEN.matcher(result).replaceAll(mask);
  }

  /** Every excerpt comes through here, so what holds no secret must be known without a pattern. */
  private static boolean hasHint(String text) {
    for (int i = 0; i < text.length(); i++) {
      boolean hint =
          switch (text.charAt(i)) {
            case 's', 'S' ->
                begins(text, i, "secret")
                    || begins(text, i, "sk-")
                    || begins(text, i, "sk_live_")
                    || begins(text, i, "sig=")
                    || begins(text, i, "signature=");
            case 'p', 'P' ->
                begins(text, i, "passw")
                    || begins(text, i, "passphrase")
                    || begins(text, i, "pwd")
                    || (begins(text, i, "pass") && i > 0 && "._-".indexOf(text.charAt(i - 1)) >= 0);
            case 't', 'T' -> begins(text, i, "token") || begins(text, i, "thin:");
            case 'k', 'K' -> begins(text, i, "key");
            case 'c', 'C' -> begins(text, i, "credential") || begins(text, i, "cookie: ");
            case 'r', 'R' -> begins(text, i, "redis") || begins(text, i, "rk_live_");
            case 'y', 'Y' -> text.startsWith("ya29.", i) || text.startsWith("YII", i);
            case 'G' -> text.startsWith("GOCSPX-", i);
            case 'n' -> text.startsWith("npm_", i);
            case 'b', 'B' -> begins(text, i, "bearer ") || begins(text, i, "basic ");
            case 'A' ->
                text.startsWith("AKIA", i)
                    || text.startsWith("ASIA", i)
                    || text.startsWith("AIza", i);
            case 'd' -> text.startsWith("dapi", i);
            case 'e' -> text.startsWith("eyJ", i);
            case 'g' -> text.startsWith("gh", i) || text.startsWith("glpat-", i);
            case 'h' -> text.startsWith("hf_", i) || text.startsWith("hooks.slack", i);
            case 'x' -> text.startsWith("xox", i);
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

  /** True where the value of this configuration key is a secret by the key's name. */
  public static boolean isSecretKey(String key) {
    return SECRET_KEY.matcher(key).find();
  }

  private static final Pattern SECRET_KEY = Pattern.compile("(?i)" + SECRET_NAME);
}

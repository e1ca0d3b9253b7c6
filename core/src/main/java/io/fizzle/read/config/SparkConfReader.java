package io.fizzle.read.config;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Redaction;
import io.fizzle.read.BoundedLines;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.Reader;
import io.fizzle.read.SignalSink;
import io.fizzle.signal.ApplicationSignal;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code spark-defaults.conf}, the properties files that Spark on Kubernetes mounts, and
 * scripts with {@code spark-submit} commands.
 *
 * <p>Spark loads such files with {@code java.util.Properties}: the key ends at blanks, {@code =} or
 * {@code :}, {@code #} and {@code !} begin comments, a backslash at the end joins the next line.
 * Each property is told by itself, cited by its line.
 */
public final class SparkConfReader implements Reader {

  static final Pattern PROGRAM =
      Pattern.compile(
          "(?:\\S{0,300}/)?(?:spark-submit|spark-shell|spark-sql|pyspark|sparkR)(?:\\d)?");

  private static final int LONGEST_LINE = 16_384;
  private static final int LONGEST_JOINED = 64 << 10;
  private static final int SAMPLE = 100;

  private static final Pattern PROPERTY =
      Pattern.compile(
          "^\\s{0,20}(spark\\.[\\w.$-]{1,200})(?:\\s{0,40}[=:]\\s{0,40}|\\s{1,200})(.{0,16000})$");

  private static final Pattern COMMAND =
      Pattern.compile(
          "(?:^|[\\s/(`])(?:spark-submit|spark-shell|spark-sql|pyspark|sparkR)\\s{1,20}(?:\\\\\\s{0,5}$|-)");

  /** A command followed by what it printed is a log. */
  private static final Pattern OUTPUT = Pattern.compile("Exception|Error\\b|\\n\\s{1,8}at ");

  private static final Pattern ESCAPE = Pattern.compile("\\\\([:=#! \\\\])");

  /**
   * True where most lines are Spark properties, or a script's line calls a Spark command with
   * options.
   */
  public static boolean looksLikeSparkConf(String head) {
    int[] count = new int[3];
    head.lines()
        .map(line -> line.substring(0, Math.min(line.length(), 400)))
        .filter(line -> !isComment(line))
        .limit(SAMPLE)
        .forEach(
            line -> {
              count[0]++;
              count[1] += PROPERTY.matcher(line).matches() ? 1 : 0;
              count[2] += COMMAND.matcher(line).find() ? 1 : 0;
            });
    return count[1] > 0 && 4 * count[1] >= 3 * count[0]
        || count[2] > 0 && !OUTPUT.matcher(head).find();
  }

  @Override
  public ReadReport read(ReadInput input, InputStream bytes, SignalSink sink) {
    Joiner joiner = new Joiner(input, sink);
    ReadReport report = BoundedLines.read(bytes, LONGEST_LINE, joiner::accept);
    joiner.finish();
    return report;
  }

  private static boolean isComment(String line) {
    String text = line.stripLeading();
    return text.isEmpty() || text.startsWith("#") || text.startsWith("!");
  }

  /** Joins continued lines and tells what each whole line sets. */
  private static final class Joiner {
    private final ReadInput input;
    private final SignalSink sink;
    private final StringBuilder joined = new StringBuilder();
    private long firstLine;

    Joiner(ReadInput input, SignalSink sink) {
      this.input = input;
      this.sink = sink;
    }

    boolean accept(long number, String line) {
      if (joined.isEmpty()) {
        if (isComment(line)) {
          return true;
        }
        firstLine = number;
      }
      String text = joined.isEmpty() ? line : line.stripLeading();
      boolean continued = endsWithBackslash(text) && joined.length() < LONGEST_JOINED;
      joined.append(continued ? text.substring(0, text.length() - 1) : text);
      return continued || finish();
    }

    /** Tells the whole line; false where it sets nothing. */
    boolean finish() {
      String line = joined.toString();
      joined.setLength(0);
      if (!COMMAND.matcher(line).find()) {
        return tell(property(line)) || line.isBlank();
      }
      SubmitCommand command = SubmitCommand.read(line);
      command.refused().forEach(this::refuse);
      return tell(command.properties()) || !command.refused().isEmpty();
    }

    private boolean tell(Map<String, String> properties) {
      if (properties.isEmpty()) {
        return false;
      }
      Map<String, String> shown = masked(properties);
      Evidence evidence = new Evidence(input.source(), firstLine, null, cited(shown));
      sink.accept(new ApplicationSignal.Configured(evidence, shown, false));
      return true;
    }

    private void refuse(String option, String value) {
      String shown = Redaction.isSecretKey(option) ? Redaction.MASK : Redaction.redact(value);
      String words = shown.isEmpty() ? option : option + " " + shown;
      Evidence evidence = new Evidence(input.source(), firstLine, null, words);
      sink.accept(new ApplicationSignal.OptionRefused(evidence, option, shown));
    }

    private static boolean endsWithBackslash(String text) {
      int slashes = 0;
      while (slashes < text.length() && text.charAt(text.length() - 1 - slashes) == '\\') {
        slashes++;
      }
      return slashes % 2 != 0;
    }

    private static String cited(Map<String, String> properties) {
      StringBuilder text = new StringBuilder();
      properties.forEach(
          (key, value) ->
              text.append(text.isEmpty() ? "" : " ").append(key).append('=').append(value));
      return text.toString();
    }
  }

  private static Map<String, String> property(String line) {
    Matcher matcher = PROPERTY.matcher(line);
    return matcher.matches()
        ? Map.of(matcher.group(1), ESCAPE.matcher(matcher.group(2).strip()).replaceAll("$1"))
        : Map.of();
  }

  private static Map<String, String> masked(Map<String, String> properties) {
    Map<String, String> masked = new LinkedHashMap<>();
    properties.forEach(
        (key, value) ->
            masked.put(key, Redaction.isSecretKey(key) ? Redaction.MASK : Redaction.redact(value)));
    return masked;
  }
}

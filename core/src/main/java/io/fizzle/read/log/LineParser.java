package io.fizzle.read.log;

import io.fizzle.read.SourceClock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the layouts in which Spark's logs come.
 *
 * <p>Spark's own: {@code %d{yy/MM/dd HH:mm:ss} %p %c{1}: %m%n} (log4j-defaults.properties up to
 * 3.2, log4j2-defaults.properties since 3.3), the driver log's {@code %d{yy/MM/dd HH:mm:ss.SSS} %t
 * %p %c{1}: %m} (DriverLogger, 3.0), JSON lines (SparkLayout.json, 4.0). Others' around it: ISO
 * dates, {@code [time LEVEL] logger - message}, logback, klog, CRI and kubectl prefixes, Docker's
 * JSON, schedulers that quote the log.
 */
final class LineParser {
  /** Headers are looked for in a line's first so many characters. */
  private static final int HEAD = 400;

  private static final String DATE = "(?:(\\d{4}|\\d{2})[/-](\\d{2})[/-](\\d{2})[ T])?";
  private static final String TIME =
      DATE + "(\\d{2}):(\\d{2}):(\\d{2})(?:[.,:](\\d{1,9}))?\\s?(Z|UTC|GMT|[+-]\\d{2}:?\\d{2})?";
  private static final String LEVEL =
      "\\[?(TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|SEVERE|CRITICAL)\\b\\s{0,4}\\]?[ \\t|]{0,4}";
  private static final String TOKEN =
      "(?:\\[[^\\]]{0,120}\\]|\\{[^}]{0,120}\\}|\\([^)]{0,120}\\)"
          + "|[^\\s\\[\\]:|-][^\\s\\[\\]:]{0,79})";
  private static final Pattern TIMED =
      Pattern.compile(
          "\\[?" + TIME + "\\]?(?:[ \\t|-]{1,4}" + TOKEN + "){0,4}?[ \\t|-]{1,4}" + LEVEL);
  private static final Pattern PREFIX_TIME =
      Pattern.compile(TIME + "[ \\t](?:(?:stdout|stderr) [FP](?: |$))?");
  private static final Pattern BARE =
      Pattern.compile("(?:<[^>]{1,24}>\\s{1,3})?" + LEVEL + "(?<=[\\s\\]|])");
  private static final Pattern KLOG =
      Pattern.compile(
          "([IWEF])\\d{4} \\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\s{1,9}\\d{1,9}"
              + " ([\\w.]{1,80}):\\d{1,6}\\] ");
  private static final Pattern LOGGER =
      Pattern.compile(
          "(?:[-:|]\\s{1,3})?(?:\\[[^\\]]{0,120}\\]\\s{0,3})?([A-Za-z_][\\w.$/]{0,200})"
              + "(?:\\s?\\([^)]{0,80}\\))?"
              + "\\s?(?::(?:\\s|$)|\\s?[-|]\\s)");

  /** Possessive, so that it needs no stack for each of the thousands that a line may hold. */
  private static final Pattern PROGRESS =
      Pattern.compile("(?:\\[Stage \\d{1,9}:[^\\]]{0,400}\\]\\s{0,9})++");

  /** What mail and Markdown put before a quoted line, and {@code docker compose} before any. */
  private static final Pattern FRAME =
      Pattern.compile("(?:>(?: |$)){1,3}|[a-z0-9][a-z0-9_.-]{0,60} {0,40}\\| ");

  private static final Pattern POD = Pattern.compile("\\[pod/[^\\]\\s]{1,300}\\] ");
  private static final Pattern ESCAPES = Pattern.compile("\u001b\\[[0-9;]{0,20}[A-Za-z]");

  private final SourceClock clock;

  LineParser(SourceClock clock) {
    this.clock = clock;
  }

  LogLine parse(String line) {
    return parse(clean(line), null, 0);
  }

  private LogLine parse(String text, @Nullable Instant outer, int depth) {
    if (text.startsWith("{\"")) {
      StructuredLine structured = StructuredLine.parse(text);
      if (structured != null) {
        return structured(text, structured, outer, depth);
      }
    }
    LogLine headed = headed(text, outer);
    if (headed == null) {
      return unprefixed(text, outer, depth);
    }
    return depth < 3 && quotesHeader(headed.message()) ? inner(headed, depth) : headed;
  }

  private LogLine structured(String text, StructuredLine line, @Nullable Instant outer, int depth) {
    Instant time = line.time() == null ? outer : clock.zoned(line.time());
    if (line.level() == null) {
      return depth < 3 ? parse(clean(line.message()), time, depth + 1) : LogLine.plain(text, time);
    }
    return new LogLine(
        text, time, line.level(), simple(line.logger()), line.message(), line.trace());
  }

  private @Nullable LogLine headed(String text, @Nullable Instant outer) {
    if (!mayBeginHeader(text)) {
      return null;
    }
    CharSequence head = text.length() > HEAD ? text.substring(0, HEAD) : text;
    Matcher timed = TIMED.matcher(head);
    if (timed.lookingAt()) {
      Instant time = instant(timed);
      return split(text, timed.end(), time == null ? outer : time, timed.group(9));
    }
    Matcher bare = BARE.matcher(head);
    if (bare.lookingAt()) {
      return split(text, bare.end(), outer, bare.group(1));
    }
    Matcher klog = KLOG.matcher(head);
    if (klog.lookingAt()) {
      String message = text.substring(klog.end());
      return new LogLine(text, outer, klogLevel(klog.group(1)), klog.group(2), message, "");
    }
    return null;
  }

  private static boolean mayBeginHeader(String text) {
    if (text.isEmpty()) {
      return false;
    }
    char first = text.charAt(0);
    return first >= '0' && first <= '9'
        || first == '['
        || first == '<'
        || "TDIWEFSC".indexOf(first) >= 0;
  }

  private static LogLine split(
      String text, int messageStart, @Nullable Instant time, String level) {
    Matcher logger = LOGGER.matcher(text).region(messageStart, text.length());
    if (logger.lookingAt()) {
      String message = text.substring(logger.end());
      return new LogLine(text, time, level, simple(logger.group(1)), message, "");
    }
    String rest = text.substring(messageStart);
    return new LogLine(text, time, level, "", rest.startsWith("- ") ? rest.substring(2) : rest, "");
  }

  /** Schedulers such as Airflow quote the driver's lines behind their own header. */
  private static boolean quotesHeader(String message) {
    return message.length() > 18
        && (Character.isDigit(message.charAt(0)) || message.startsWith("{\""));
  }

  private LogLine inner(LogLine outer, int depth) {
    LogLine inner = parse(outer.message(), outer.time(), depth + 1);
    return inner.headed() ? inner : outer;
  }

  private LogLine unprefixed(String text, @Nullable Instant outer, int depth) {
    Matcher time = PREFIX_TIME.matcher(text);
    if (depth < 3 && time.lookingAt() && time.group(1) != null && time.group(8) != null) {
      return parse(clean(text.substring(time.end())), instant(time), depth + 1);
    }
    return LogLine.plain(text, outer);
  }

  private @Nullable Instant instant(Matcher time) {
    if (time.group(1) == null) {
      return null;
    }
    try {
      int year = Integer.parseInt(time.group(1));
      LocalDateTime local =
          LocalDateTime.of(
              year < 100 ? 2000 + year : year,
              Integer.parseInt(time.group(2)),
              Integer.parseInt(time.group(3)),
              Integer.parseInt(time.group(4)),
              Integer.parseInt(time.group(5)),
              Integer.parseInt(time.group(6)),
              nanos(time.group(7)));
      String zone = time.group(8);
      return zone == null
          ? clock.local(local)
          : clock.zoned(local.toInstant(zone.length() <= 3 ? ZoneOffset.UTC : ZoneOffset.of(zone)));
    } catch (DateTimeException impossible) {
      return null;
    }
  }

  private static int nanos(@Nullable String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
  }

  /**
   * Takes off colours, what a terminal overwrote, marks of quotation, progress bars, kubectl's
   * prefix and indentation.
   */
  private static String clean(String line) {
    String text = line.indexOf('\u001b') < 0 ? line : ESCAPES.matcher(line).replaceAll("");
    int overwritten = text.lastIndexOf('\r', text.length() - 2);
    if (overwritten >= 0) {
      text = text.substring(overwritten + 1);
    }
    if (text.startsWith(">") || text.indexOf("| ") > 0) {
      Matcher frame = FRAME.matcher(text);
      text = frame.lookingAt() ? text.substring(frame.end()) : text;
    }
    if (text.startsWith("[Stage ")) {
      Matcher progress = PROGRESS.matcher(text);
      text =
          progress.lookingAt() && progress.end() < text.length()
              ? text.substring(progress.end())
              : text;
    }
    if (text.startsWith("[pod/")) {
      Matcher pod = POD.matcher(text);
      text = pod.lookingAt() ? text.substring(pod.end()) : text;
    }
    return startsIndentedHeader(text) ? text.stripLeading() : text;
  }

  private static boolean startsIndentedHeader(String text) {
    if (!text.startsWith(" ") || text.isBlank()) {
      return false;
    }
    return Character.isDigit(text.stripLeading().charAt(0));
  }

  private static String klogLevel(String letter) {
    return switch (letter) {
      case "W" -> "WARN";
      case "E" -> "ERROR";
      case "F" -> "FATAL";
      default -> "INFO";
    };
  }

  /**
   * {@code TaskSetManager} of {@code o.a.s.scheduler.TaskSetManager}; nested classes keep their
   * {@code $}.
   */
  private static String simple(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }
}

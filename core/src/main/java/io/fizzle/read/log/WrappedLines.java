package io.fizzle.read.log;

import java.util.regex.Pattern;

/**
 * Lines that a terminal broke at its width and that were copied broken.
 *
 * <p>Where a text was wrapped, no line is longer than the terminal was wide, and the lines that go
 * on are exactly that long. Only texts of the size of a copy are looked at: a log's own file has no
 * such limit, and a long line sooner or later.
 */
final class WrappedLines {
  private static final int LARGEST = 256 << 10;
  private static final int NARROWEST = 72;
  private static final int WIDEST = 400;

  /** One line may be as long as the longest by chance. */
  private static final int FEWEST = 2;

  private static final int MOST_PARTS = 16;

  /** A throwable's name, which begins a line of a stack trace. */
  private static final Pattern THROWABLE =
      Pattern.compile("(?:Caused by: )?(?:[a-z][\\w$]{0,60}\\.){1,12}[A-Z][\\w$]{0,100}: ");

  /** What begins another line of a stack trace, of a report or of a command. */
  private static final Pattern FRESH =
      Pattern.compile(
          "\\t| {2}| ?at |\\.{3}|Caused by|Suppressed|#|\\[|>|\\$ |Exception in |Traceback");

  /** A throwable's whole name: the rest of one that was broken seldom begins like this. */
  private static final Pattern NAMED =
      Pattern.compile("(?:java|javax|org|com|io|net|scala|kotlin|sun|jdk|py4j)\\.[\\w.$]{1,300}");

  private final LogWindow window;
  private final LineParser parser;
  private final int width;

  WrappedLines(LogWindow window, LineParser parser) {
    this.window = window;
    this.parser = parser;
    this.width = window.ended() && window.limit() <= LARGEST ? widthOfBroken() : 0;
  }

  /** Where the line began of which the one at {@code start} is a part. */
  int start(int start) {
    if (width == 0) {
      return start;
    }
    int at = start;
    for (int part = 0; part < MOST_PARTS && at > 0; part++) {
      int before = window.lineStart(at - 1);
      if (at - 1 - before != width || !continued(at)) {
        break;
      }
      at = before;
    }
    return at == start || begins(at, window.lineEnd(at)) ? at : start;
  }

  /**
   * The end of what was one line.
   *
   * @param start where its first line begins
   * @param end the line feed behind its first line
   */
  int end(int start, int end) {
    if (end - start != width || width == 0 || !begins(start, end)) {
      return end;
    }
    int from = start;
    int to = end;
    for (int part = 0; part < MOST_PARTS && goesOn(from, to); part++) {
      from = to + 1;
      to = window.lineEnd(from);
    }
    return to;
  }

  /** The text between two positions as it was before it was broken. */
  String text(int start, int end) {
    String text = window.decode(start, end);
    return width == 0 || end - start <= width ? text : text.replace("\r\n", "").replace("\n", "");
  }

  private int widthOfBroken() {
    int widest = 0;
    for (int at = 0; at < window.limit(); at = window.lineEnd(at) + 1) {
      widest = Math.max(widest, window.lineEnd(at) - at);
    }
    return widest < NARROWEST || widest > WIDEST || broken(widest) < FEWEST ? 0 : widest;
  }

  /** How many lines of this length go on in the next one. */
  private int broken(int widest) {
    int broken = 0;
    boolean inside = false;
    for (int at = 0; at < window.limit(); at = window.lineEnd(at) + 1) {
      int end = window.lineEnd(at);
      inside = end - at == widest && (inside || begins(at, end)) && continued(end + 1);
      broken += inside ? 1 : 0;
    }
    return broken;
  }

  private boolean goesOn(int from, int to) {
    return to - from == width && continued(to + 1);
  }

  private boolean begins(int start, int end) {
    String line = window.decode(start, end);
    return parser.parse(line).headed() || THROWABLE.matcher(line).lookingAt();
  }

  /**
   * Whether a line may end with this byte: not with a blank or a colon, behind which it goes on.
   */
  private boolean ends(int at) {
    byte last = window.bytes()[at];
    return last != ' ' && last != ':' && last != '(';
  }

  /** Whether the line at this position can only be the rest of the one before. */
  private boolean continued(int at) {
    if (at >= window.limit()) {
      return false;
    }
    String next = window.decode(at, window.lineEnd(at));
    return !next.isBlank()
        && !FRESH.matcher(next).lookingAt()
        && !(NAMED.matcher(next).lookingAt() && ends(at - 2))
        && !parser.parse(next).headed();
  }
}

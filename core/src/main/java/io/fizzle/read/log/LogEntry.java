package io.fizzle.read.log;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.read.message.PythonChain;
import io.fizzle.signal.Signal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A line in which a literal was found, with access to the lines that belong to it. */
final class LogEntry {
  /** How far the lines behind an entry belong to it. */
  enum Extent {
    /** A stack trace, and before it the further lines of a message with a header. */
    TRACE,
    /** A message that goes on in the next lines, and its stack trace. */
    MESSAGE,
    /** Up to a blank line. */
    PARAGRAPH,
    /** A Python traceback, the Java exception that Py4J quotes in it, and those chained to it. */
    TRACEBACK,
    /** Up to the next header or another story, blank lines included: pod statuses, diagnostics. */
    REASON;

    /** True where a Python exception may stand in it, with others chained to it. */
    private boolean mayBeChained() {
      return this == TRACE || this == MESSAGE || this == TRACEBACK;
    }
  }

  private static final int MOST_LINES = 300;
  private static final int MOST_CHARACTERS = 48 << 10;
  private static final List<String> FRESH_STARTS =
      List.of(
          "#",
          "LogType:",
          "Container: container_",
          "End of LogType",
          "Exception in thread ",
          "Traceback (most recent call last)",
          "Terminating due to ",
          "Aborting due to ",
          "Heap after GC",
          "Dumping heap to ",
          "Full thread dump ",
          "Spark Executor Command",
          "py4j.protocol.",
          "Py4JJavaError");

  private static final List<String> PY4J = List.of("py4j.protocol.", "Py4JJavaError");

  private static final Pattern OTHER_STORY =
      Pattern.compile(
          "\\.{4,}|###|\\[Stage"
              + " |(?:[a-z][\\w$]{0,60}\\.){1,12}[A-Z]\\w{0,100}(?:Exception|Error)\\b");

  private final LogSession session;
  private final LogWindow window;
  private final LogLine line;
  private final int start;
  private final int end;
  private int claimed;
  private @Nullable Evidence evidence;

  LogEntry(LogSession session, LogWindow window, LogLine line, int start, int end) {
    this.session = session;
    this.window = window;
    this.line = line;
    this.start = start;
    this.end = end;
    this.claimed = end;
  }

  LogLine line() {
    return line;
  }

  LogSession session() {
    return session;
  }

  /** The message, with the stack trace that a structured line carries. */
  String message() {
    return line.attached().isEmpty() ? line.message() : line.message() + "\n" + line.attached();
  }

  /** Simple name of the line's own logger, empty where the line does not tell. */
  String logger() {
    return line.logger();
  }

  /** The position behind the last line that this entry took. */
  int claimed() {
    return claimed;
  }

  void emit(Signal signal) {
    session.emit(signal);
  }

  /**
   * The citation of this line; for a message that goes on in the next lines, with their beginning.
   */
  Evidence evidence() {
    if (evidence == null) {
      String text = line.text();
      if (text.stripTrailing().endsWith(":")) {
        text = text.stripTrailing() + " " + firstTelling();
      }
      evidence =
          new Evidence(
              session.source(), window.lineNumber(start), session.time(this), text.strip());
    }
    return evidence;
  }

  /**
   * Cites, instead of its first line, the first of the lines that this entry took which begins with
   * one of these texts.
   */
  void cite(List<String> beginnings) {
    int at = end + 1;
    while (at < claimed) {
      int lineEnd = window.lineEnd(at);
      String text = session.parser().parse(window.decode(at, lineEnd)).text().strip();
      if (beginnings.stream().anyMatch(text::startsWith)) {
        evidence = new Evidence(session.source(), window.lineNumber(at), session.time(this), text);
        return;
      }
      at = lineEnd + 1;
    }
  }

  private String firstTelling() {
    int at = end + 1;
    for (int i = 0; i < 8 && at < window.limit(); i++) {
      int lineEnd = window.lineEnd(at);
      LogLine next = session.parser().parse(window.decode(at, lineEnd));
      if (next.headed()) {
        return "";
      }
      if (!next.text().isBlank()) {
        return next.text().strip();
      }
      at = lineEnd + 1;
    }
    return "";
  }

  /** The process that wrote this line. */
  Owner owner() {
    return session.owner(this);
  }

  /**
   * The process whose output this is; unlike {@link #owner} not guessed from other lines' loggers.
   */
  Owner process() {
    return session.process();
  }

  /** The id of the executor that wrote this line, empty where it is not known or none wrote it. */
  String executorId() {
    Owner owner = owner();
    return owner.isExecutor() ? owner.id() : "";
  }

  int start() {
    return start;
  }

  /** The message and the lines that belong to it; these lines are taken and not matched again. */
  String with(Extent extent) {
    String following = following(extent);
    return following.isEmpty() ? message() : message() + "\n" + following;
  }

  /** The lines behind this one that belong to it, joined by line feeds; they are taken. */
  String following(Extent extent) {
    StringBuilder text = new StringBuilder(line.attached());
    int at = end + 1;
    int blanks = 0;
    boolean chained = false;
    for (int i = 0; i < MOST_LINES && at < window.limit() && text.length() < MOST_CHARACTERS; i++) {
      int lineEnd = session.lines().end(at, window.lineEnd(at));
      LogLine next = session.parser().parse(session.lines().text(at, lineEnd));
      boolean continued = chained || extent.mayBeChained() && PythonChain.joins(next.text());
      if (next.headed() || !continued && !belongs(next.text(), extent, blanks > 0)) {
        break;
      }
      boolean blank = next.text().isBlank();
      blanks = blank ? blanks + 1 : 0;
      chained = PythonChain.joins(next.text()) || chained && blank;
      if (!blank) {
        text.append(text.isEmpty() ? "" : "\n").append(next.text());
        claimed = Math.min(lineEnd, window.limit());
      }
      at = lineEnd + 1;
    }
    return text.toString();
  }

  private boolean belongs(String next, Extent extent, boolean afterBlank) {
    if (extent == Extent.TRACEBACK && !afterBlank && PY4J.stream().anyMatch(next::startsWith)) {
      return true;
    }
    if (FRESH_STARTS.stream().anyMatch(next::startsWith) || QuotedOutput.beginsWith(next)) {
      return false;
    }
    boolean traceLike = isTraceLike(next);
    return switch (extent) {
      case TRACE -> next.isBlank() || traceLike || line.headed() && !afterBlank;
      case MESSAGE -> next.isBlank() || traceLike || !afterBlank;
      case PARAGRAPH -> !next.isBlank();
      case TRACEBACK -> next.isBlank() || !afterBlank || traceLike && !next.startsWith("  ");
      case REASON -> !OTHER_STORY.matcher(next).lookingAt();
    };
  }

  private static boolean isTraceLike(String text) {
    return text.startsWith("\t")
        || text.startsWith("  ")
        || text.startsWith("Caused by: ")
        || text.startsWith("Suppressed: ")
        || text.startsWith("Driver stacktrace:")
        || text.startsWith("at ")
        || text.startsWith("...")
        || text.startsWith(")");
  }

  /** True where a blank line parts this line from those before it. */
  boolean followsBlank() {
    List<String> before = preceding(1);
    return !before.isEmpty() && before.get(0).isBlank();
  }

  /** Up to so many lines before this one, oldest first. */
  List<String> preceding(int count) {
    List<String> lines = new ArrayList<>();
    int at = start;
    while (lines.size() < count && at > 0) {
      int previous = window.lineStart(at - 1);
      if (previous < 0) {
        break;
      }
      lines.add(session.parser().parse(window.decode(previous, at - 1)).text());
      at = previous;
    }
    Collections.reverse(lines);
    return lines;
  }

  /**
   * The lines right behind this one that begin with a prefix, joined by line feeds; they are taken.
   */
  String block(String prefix, int most) {
    StringBuilder text = new StringBuilder();
    int at = end + 1;
    for (int i = 0; i < most && at < window.limit(); i++) {
      int lineEnd = window.lineEnd(at);
      String next = session.parser().parse(window.decode(at, lineEnd)).text();
      if (!next.startsWith(prefix)) {
        break;
      }
      text.append(next).append('\n');
      claimed = lineEnd;
      at = lineEnd + 1;
    }
    return text.toString();
  }

  /** What follows this line, undecided to whom it belongs; nothing of it is taken. */
  String ahead(int bytes) {
    int from = Math.min(end + 1, window.limit());
    return window.decode(from, Math.min(window.limit(), from + bytes));
  }
}

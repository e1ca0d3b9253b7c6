package io.fizzle.read.log;

import io.fizzle.evidence.Owner.Role;
import io.fizzle.read.log.LogEntry.Extent;
import io.fizzle.read.message.Failures;
import io.fizzle.read.message.PythonChain;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureSignal.Logged;
import io.fizzle.signal.FailureSignal.PythonTraceback;
import java.util.List;
import java.util.regex.Matcher;

/** Exceptions of Python programs: of the driver's, and of workers where executors print them. */
final class PythonLines {
  /**
   * What stands before the traceback of an exception that is known not to end a program. Sources:
   * CPython's {@code sys.unraisablehook} (objects that die, 3.14 with other words), {@code
   * threading.excepthook} (without the quotation marks of Java's), {@code atexit}, {@code
   * logging.Handler.handleError}, {@code socketserver.BaseServer.handle_error} (the server of
   * PySpark's accumulators), {@code asyncio}.
   */
  private static final List<String> HARMLESS =
      List.of(
          "Exception ignored in",
          "Exception ignored while ",
          "Exception in thread ",
          "Error in atexit.",
          "--- Logging error ---",
          "Exception happened during processing of request ",
          "Exception occurred during processing of request ",
          "Task exception was never retrieved",
          "Future exception was never retrieved");

  /** The last line of a traceback that ends in Java. */
  private static final List<String> PY4J = List.of("py4j.protocol.");

  private PythonLines() {}

  static List<LinePattern> patterns() {
    return List.of(
        LinePattern.within(
            "py4j-error",
            "Py4JJavaError: ",
            "(py4j\\.protocol\\.)?Py4JJavaError: An error occurred while calling [^\\n]{0,300}",
            PythonLines::py4j),
        LinePattern.of(
            "python-traceback",
            "Traceback (most recent call last)",
            "(?:([A-Z]\\w{0,100})\\s{2,100})?Traceback \\(most recent call last\\)",
            PythonLines::traceback));
  }

  /**
   * Py4J prints the Java exception behind a colon at the beginning of the next line. Without a
   * traceback before it a notebook prints it, which leaves the package out.
   */
  private static void py4j(LogEntry entry, Matcher match) {
    String text = entry.following(Extent.PARAGRAPH);
    String told = text.startsWith(": ") ? text.substring(2) : entry.message() + "\n" + text;
    FailureLines.quotedAbort(entry, told);
    entry.emit(
        new PythonTraceback(
            entry.evidence(), Failures.parse(told.strip()), match.group(1) == null));
  }

  /** In an executor's log it is a worker's. */
  private static void traceback(LogEntry entry, Matcher match) {
    if (match.group(1) != null) {
      notebookCell(entry, match.group(1));
      return;
    }
    Introduction introduction = introduction(entry);
    String text = entry.message() + "\n" + entry.following(Extent.TRACEBACK);
    Failure failure = Failures.parse(text);
    entry.cite(failure.type().isEmpty() ? PY4J : List.of(failure.type(), PY4J.get(0)));
    if (entry.owner().role() == Role.EXECUTOR || introduction == Introduction.HARMLESS) {
      entry.emit(new Logged(entry.evidence(), entry.owner(), failure));
      return;
    }
    PythonChain.ranked(text).forEach(part -> FailureLines.quotedAbort(entry, part));
    entry.emit(new PythonTraceback(entry.evidence(), failure, introduction == Introduction.LOGGED));
  }

  /**
   * IPython names the exception before the traceback and again, with its message, behind it. One of
   * Py4J's is read there.
   */
  private static void notebookCell(LogEntry entry, String type) {
    String text = entry.following(Extent.REASON);
    int told = text.lastIndexOf("\n" + type + ": ");
    if (told >= 0) {
      Failure failure = Failures.parse(text.substring(told + 1));
      entry.cite(List.of(type + ": "));
      entry.emit(new PythonTraceback(entry.evidence(), failure, true));
    }
  }

  /** What the line before a traceback tells of it. */
  private enum Introduction {
    /** Nothing. */
    NONE,
    /** The program's own logger reports an error. */
    LOGGED,
    /** The program goes on, as Python itself or the program's own logger says. */
    HARMLESS
  }

  private static Introduction introduction(LogEntry entry) {
    List<String> before = entry.preceding(1);
    String line = before.isEmpty() ? "" : before.get(0);
    if (HARMLESS.stream().anyMatch(line::startsWith)) {
      return Introduction.HARMLESS;
    }
    String level = PythonLogHeader.level(line, entry.session().driversHeader());
    return switch (level) {
      case "" -> Introduction.NONE;
      case "ERROR", "CRITICAL", "FATAL" -> Introduction.LOGGED;
      default -> Introduction.HARMLESS;
    };
  }
}

package io.fizzle.read.crash;

import io.fizzle.read.BoundedLines;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.Reader;
import io.fizzle.read.SignalSink;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code hs_err_pid*.log} of JDK 8 to 25, and the same block as printed on stdout: the fatal
 * error, its process, the problematic frame, memory errors, and from the command line the owner and
 * its heap.
 *
 * <p>The format is HotSpot's {@code vmError.cpp}. JDK 9 moved the command line and the time to the
 * top; JDK 8 has them at the end, so the signals come when the report is over.
 */
public final class HsErrReader implements Reader {

  /** A command line with its class path may be long; what we need of it may stand at its end. */
  private static final int LONGEST_LINE = 1 << 20;

  private static final Pattern BEGIN =
      Pattern.compile(
          "(?m)^# (?:A fatal error has been detected by the Java Runtime Environment"
              + "|There is insufficient memory for the Java Runtime Environment to continue"
              + "| SIG[A-Z]{2,8} \\(0x[0-9a-f]{1,8}\\) at pc=)");

  /**
   * What may stand before: a blank line, {@code #}, and the JVM's own word of an aborting error.
   */
  private static final Pattern PREFACE =
      Pattern.compile("(?:#[^\\n]{0,200}|Aborting due to [^\\n]{0,200}|\\s{0,20})\\R?");

  private static final int HEAD = 2_048;

  /**
   * True where a text begins with a crash report; a log that has one further down is no crash
   * report.
   */
  public static boolean looksLikeHsErr(String head) {
    String start = head.substring(0, Math.min(head.length(), HEAD));
    Matcher begin = BEGIN.matcher(start);
    return begin.find()
        && start.substring(0, begin.start()).lines().allMatch(PREFACE.asMatchPredicate());
  }

  @Override
  public ReadReport read(ReadInput input, InputStream bytes, SignalSink sink) {
    Reports reports = new Reports(input, sink);
    ReadReport result = BoundedLines.read(bytes, LONGEST_LINE, reports::accept);
    reports.current.tell(sink);
    return result;
  }

  /** Several reports may stand one after the other in one file. */
  private static final class Reports {
    private final ReadInput input;
    private final SignalSink sink;
    private CrashReport current;

    Reports(ReadInput input, SignalSink sink) {
      this.input = input;
      this.sink = sink;
      this.current = new CrashReport(input);
    }

    boolean accept(long number, String line) {
      if (current.hasError() && BEGIN.matcher(line).find() && !line.startsWith("#  SIG")) {
        current.tell(sink);
        current = new CrashReport(input);
      }
      current.accept(number, line);
      return true;
    }
  }
}

package io.fizzle.read.log;

import io.fizzle.evidence.Owner;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.Reader;
import io.fizzle.read.SignalSink;
import io.fizzle.read.gc.GcLogReader;
import io.fizzle.signal.JvmSignal.GcReported;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads text logs of Spark's processes: driver, executors, master, workers, YARN's aggregated logs,
 * what people paste from them, and what the JVM prints between.
 *
 * <p>One pass over the bytes looks for short literals; only lines that have one are decoded and
 * taken apart. Memory is a fixed window, whatever the log's or a line's length.
 */
public final class SparkLogReader implements Reader {

  /**
   * True where a source's beginning looks like a log of Spark.
   *
   * @param head the first kilobytes, decoded
   */
  public static boolean looksLikeSparkLog(String head) {
    return LogSniffer.looksLikeSparkLog(head);
  }

  /**
   * True where a source's beginning, which may be a GC log, tells of Spark between its lines.
   *
   * @param head the first kilobytes, decoded
   */
  public static boolean tellsOfSpark(String head) {
    return LogSniffer.tellsOfSpark(head);
  }

  /**
   * The process that wrote a log: by its content, else by its path, else {@link Owner#UNKNOWN}.
   *
   * @param head the first kilobytes, decoded; the more, the surer
   * @param fileName the path with forward slashes
   */
  public static Owner ownerOf(String head, String fileName) {
    return LogSniffer.ownerOf(head, fileName);
  }

  /**
   * What a log is searched for: a line that holds none of these texts is never decoded. Any of them
   * may be part of another.
   */
  public static List<String> literals() {
    return LinePatterns.ALL.literals();
  }

  @Override
  public ReadReport read(ReadInput input, InputStream bytes, SignalSink sink) {
    return new Pass(input, bytes, sink).run();
  }

  /** A line or two may be quoted, of which the longest pause counts. */
  private static final int GC_LINES = 3;

  private static final class Pass {
    private final LogWindow window;
    private final LogSession session;
    private final LiteralScanner scanner = LinePatterns.ALL.scanner();
    private long overlong = -1;
    private long skipped;
    private int gcLines;
    private @Nullable GcReported quoted;

    Pass(ReadInput input, InputStream bytes, SignalSink sink) {
      window = new LogWindow(new PodPrefixStream(new CriStream(bytes)));
      session = new LogSession(input, sink, window);
    }

    ReadReport run() {
      int at = 0;
      while (true) {
        if (session.isInDump()) {
          at = passDump(window.lineEnd(Math.min(at, window.limit())) + 1);
        }
        int hit =
            at < window.scanLimit() ? scanner.find(window.bytes(), at, window.scanLimit()) : -1;
        if (hit >= 0) {
          at = look(hit);
        } else if (window.ended()) {
          return end();
        } else {
          at = window.slide(Math.max(at, window.scanLimit()));
        }
      }
    }

    /**
     * Goes line by line through a thread dump and what stands between its lines, and returns where
     * to go on.
     */
    private int passDump(int behindTitle) {
      int at = behindTitle;
      while (session.isInDump() && !(at >= window.limit() && window.ended())) {
        if (at >= window.scanLimit() && !window.ended()) {
          at = window.slide(at);
          continue;
        }
        int end = window.lineEnd(at);
        if (!session.acceptDumpLine(window.decode(at, end), at)) {
          scanner.reset();
          int hit = scanner.find(window.bytes(), at, end);
          end = hit < 0 ? end : window.lineEnd(Math.max(end, look(hit)));
        }
        at = end + 1;
      }
      scanner.reset();
      return Math.min(at, window.limit());
    }

    /** Reads the line in which a literal ended and returns where to go on. */
    private int look(int hit) {
      int start = window.lineStart(hit);
      if (start < 0) {
        return skip(hit);
      }
      start = session.lines().start(start);
      session.endQuotation(start);
      int end = session.lines().end(start, window.lineEnd(start));
      BitSet literals = new BitSet();
      int at = hit;
      int stop = Math.min(end, start + LogWindow.LONGEST_LINE);
      while (at >= 0) {
        scanner.collect(literals);
        at = at < stop ? scanner.find(window.bytes(), at, stop) : -1;
      }
      if (LinePatterns.ALL.announceGc(literals)) {
        collection(start, end);
      }
      if (LinePatterns.ALL.announceOnlyGc(literals)) {
        scanner.reset();
        return stop;
      }
      String raw = session.lines().text(start, end);
      if (raw.startsWith(PodPrefixStream.MARK)) {
        session.enterPod(raw, start);
      }
      LogLine line = session.parser().parse(raw);
      session.passed(line, end);
      LogEntry entry = new LogEntry(session, window, line, start, end);
      LinePatterns.ALL.read(entry, literals);
      scanner.reset();
      return Math.max(stop, entry.claimed());
    }

    /** Takes note of a line of a GC log; from some lines on it is known that there is one. */
    private void collection(int start, int end) {
      if (gcLines == GC_LINES || !GcLogReader.looksLikeGcLog(window.decode(start, end))) {
        return;
      }
      gcLines++;
      LogLine line = session.parser().parse(window.decode(start, end));
      GcReported pause = QuotedPause.of(new LogEntry(session, window, line, start, end));
      boolean longer =
          quoted == null || pause != null && pause.pauseMillis() > quoted.pauseMillis();
      quoted = gcLines == GC_LINES ? null : longer ? pause : quoted;
    }

    /** A literal too far behind its line's beginning: the line counts as skipped, once. */
    private int skip(int hit) {
      long line = window.lineNumber(hit);
      skipped += line == overlong ? 0 : 1;
      overlong = line;
      scanner.reset();
      return window.lineEnd(hit);
    }

    private ReadReport end() {
      int limit = window.limit();
      boolean cut = limit > 0 && window.bytes()[limit - 1] != '\n';
      if (quoted != null) {
        session.emit(quoted);
      }
      session.endSource(!cut && window.broken() == null);
      long lines = window.lineNumber(limit) - (cut ? 0 : 1);
      return new ReadReport(
          window.size(),
          Math.max(0, lines),
          skipped,
          cut || window.broken() != null,
          remarks(lines),
          gcLines == GC_LINES && (session.isOfOneProcess() || session.isAggregated()));
    }

    private List<String> remarks(long lines) {
      List<String> remarks = new ArrayList<>();
      IOException broken = window.broken();
      if (broken != null) {
        remarks.add("line " + lines + ": the stream broke off: " + broken.getMessage());
      }
      if (skipped > 0) {
        remarks.add(
            skipped
                + " lines are longer than "
                + (LogWindow.LONGEST_LINE >> 10)
                + " KiB; only their beginnings were read");
      }
      return remarks;
    }
  }
}

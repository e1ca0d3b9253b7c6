package io.fizzle.read.log;

import io.fizzle.read.log.LogEntry.Extent;
import io.fizzle.signal.JvmSignal.GcReported;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * What {@code jstat -gc}, {@code -gcutil} and {@code -gccause} print: counts and seconds of
 * collections since the JVM began, a row for each look.
 *
 * <p>Two rows with a time stamp ({@code -t}) tell the share of time between them. Without one only
 * the mean length of the full collections is known. Nothing is told of how full the heap was:
 * between two collections it is full of garbage.
 */
final class JstatTable {
  /** Shorter full collections are told of nothing that stood still. */
  private static final double LONG_SECONDS = 1;

  /** From here on GC takes most of the time ({@code Signs.THRASHING}). */
  private static final double MOST_PERCENT = 50;

  private JstatTable() {}

  static void read(LogEntry entry, Matcher match) {
    List<String> columns = List.of(entry.line().text().strip().split("\\s+"));
    List<double[]> rows = new ArrayList<>();
    for (String line : entry.following(Extent.PARAGRAPH).split("\n")) {
      double[] row = row(line, columns.size());
      if (row == null) {
        break;
      }
      rows.add(row);
    }
    if (rows.isEmpty()) {
      return;
    }
    double[] none = new double[columns.size()];
    boolean several = rows.size() > 1;
    Change change = new Change(columns, several ? rows.get(0) : none, rows.get(rows.size() - 1));
    double seconds = several ? change.of("Timestamp") : 0;
    double share = seconds > 0 ? Math.min(100, 100 * change.of("GCT") / seconds) : -1;
    double collections = change.of("FGC");
    double mean = collections > 0 ? change.of("FGCT") / collections : 0;
    if (share >= 0 || mean >= LONG_SECONDS) {
      long pause = mean >= LONG_SECONDS ? Math.round(1000 * mean) : -1;
      entry.emit(
          new GcReported(
              entry.evidence(), ProseLines.ownerIn(entry), share > MOST_PERCENT, pause, share));
    }
  }

  /** From the first row to the last. */
  private record Change(List<String> columns, double[] first, double[] last) {
    /** 0 where there is no such column, and where the JVM began anew. */
    double of(String column) {
      int at = columns.indexOf(column);
      return at < 0 ? 0 : Math.max(0, last[at] - first[at]);
    }
  }

  /** The cells of a row, words as 0; null where the line is none. */
  private static double @Nullable [] row(String line, int columns) {
    String[] cells = line.strip().split("\\s+");
    if (cells.length < columns || !cells[0].matches("-|\\d{1,15}(?:[.,]\\d{1,6})?")) {
      return null;
    }
    double[] row = new double[columns];
    for (int i = 0; i < columns; i++) {
      row[i] =
          cells[i].matches("\\d{1,15}(?:[.,]\\d{1,6})?")
              ? Double.parseDouble(cells[i].replace(',', '.'))
              : 0;
    }
    return row;
  }
}

package io.fizzle.history.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How failures are spread over the values of one property. Counts, not accusations: see {@link
 * Suspect} for those.
 *
 * @param by the property
 * @param rows the most frequent first
 */
public record Pattern(String by, List<Row> rows) {
  public Pattern {
    rows = List.copyOf(rows);
  }

  /**
   * One value of the property.
   *
   * @param runs with it; for a cause, all runs
   * @param bad runs that had a failure
   * @param died runs that failed
   * @param unknown runs of which it is not known how they ended
   * @param failures failure events
   * @param lostCoreHours that these cost
   */
  public record Row(
      String value,
      long runs,
      long bad,
      long died,
      long unknown,
      long failures,
      double lostCoreHours) {

    /** Bad runs of 100. */
    public double rate() {
      return runs == 0 ? 0 : 100.0 * bad / runs;
    }
  }

  private static final class Cell {
    long runs;
    long bad;
    long died;
    long unknown;
    long failures;
    double lost;
  }

  /** By a property of runs. */
  static Pattern ofRuns(String by, Observations seen, Function<RunLine, String> property) {
    Map<String, Cell> cells = new HashMap<>();
    Cell[] ofRun = new Cell[seen.runs().size()];
    BitSet hit = seen.hit();
    for (int i = 0; i < ofRun.length; i++) {
      RunLine run = seen.runs().get(i);
      String value = property.apply(run);
      if (!value.isEmpty()) {
        Cell cell = cells.computeIfAbsent(value, key -> new Cell());
        cell.runs++;
        cell.died += run.died() ? 1 : 0;
        cell.unknown += run.known() ? 0 : 1;
        cell.bad += hit.get(i) ? 1 : 0;
        ofRun[i] = cell;
      }
    }
    for (int i = 0; i < seen.events().size(); i++) {
      Cell cell = seen.runOf(i) < 0 ? null : ofRun[seen.runOf(i)];
      if (cell != null) {
        cell.failures++;
        cell.lost += seen.events().get(i).lostCoreHours();
      }
    }
    return new Pattern(by, rows(cells));
  }

  /** By a property of failures. */
  static Pattern ofEvents(
      String by, Observations seen, Function<EventLine, List<String>> property) {
    Map<String, Cell> cells = new HashMap<>();
    Map<String, BitSet> runs = new HashMap<>();
    Map<String, BitSet> died = new HashMap<>();
    for (int i = 0; i < seen.events().size(); i++) {
      EventLine event = seen.events().get(i);
      int run = seen.runOf(i);
      for (String value : property.apply(event)) {
        Cell cell = cells.computeIfAbsent(value, key -> new Cell());
        cell.failures++;
        cell.lost += event.lostCoreHours();
        if (run >= 0) {
          runs.computeIfAbsent(value, key -> new BitSet()).set(run);
        }
        if (run >= 0 && event.fatal()) {
          died.computeIfAbsent(value, key -> new BitSet()).set(run);
        }
      }
    }
    long unknown = seen.runs().stream().filter(run -> !run.known()).count();
    cells.forEach(
        (value, cell) -> {
          cell.runs = seen.runs().size();
          cell.unknown = unknown;
          cell.bad = count(runs, value);
          cell.died = count(died, value);
        });
    return new Pattern(by, rows(cells));
  }

  private static int count(Map<String, BitSet> runs, String value) {
    BitSet counted = runs.get(value);
    return counted == null ? 0 : counted.cardinality();
  }

  private static List<Row> rows(Map<String, Cell> cells) {
    List<Row> rows = new ArrayList<>();
    cells.forEach(
        (value, cell) ->
            rows.add(
                new Row(
                    value,
                    cell.runs,
                    cell.bad,
                    cell.died,
                    cell.unknown,
                    cell.failures,
                    cell.lost)));
    rows.sort(
        Comparator.comparingLong((Row row) -> -row.failures())
            .thenComparingLong(row -> -row.bad())
            .thenComparing(Row::value));
    return rows;
  }
}

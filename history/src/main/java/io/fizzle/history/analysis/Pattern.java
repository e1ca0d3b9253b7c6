package io.fizzle.history.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
   * @param failures failure events
   * @param lostCoreHours that these cost
   */
  public record Row(
      String value, long runs, long bad, long died, long failures, double lostCoreHours) {

    /** Bad runs of 100. */
    public double rate() {
      return runs == 0 ? 0 : 100.0 * bad / runs;
    }
  }

  private static final class Cell {
    long runs;
    long bad;
    long died;
    long failures;
    double lost;
  }

  /** By a property of runs. */
  static Pattern ofRuns(String by, Observations seen, Function<RunLine, String> property) {
    Map<String, Cell> cells = new HashMap<>();
    Map<Long, Cell> ofRun = new HashMap<>();
    Set<Long> failing = new HashSet<>();
    seen.events().forEach(event -> failing.add(event.run()));
    for (RunLine run : seen.runs()) {
      String value = property.apply(run);
      if (!value.isEmpty()) {
        Cell cell = cells.computeIfAbsent(value, key -> new Cell());
        cell.runs++;
        cell.died += run.died() ? 1 : 0;
        cell.bad += run.died() || failing.contains(run.seq()) ? 1 : 0;
        ofRun.put(run.seq(), cell);
      }
    }
    for (EventLine event : seen.events()) {
      Cell cell = ofRun.get(event.run());
      if (cell != null) {
        cell.failures++;
        cell.lost += event.lostCoreHours();
      }
    }
    return new Pattern(by, rows(cells));
  }

  /** By a property of failures. */
  static Pattern ofEvents(
      String by, Observations seen, Function<EventLine, List<String>> property) {
    Map<String, Cell> cells = new HashMap<>();
    Map<String, Set<Long>> runs = new HashMap<>();
    Map<String, Set<Long>> died = new HashMap<>();
    for (EventLine event : seen.events()) {
      for (String value : property.apply(event)) {
        Cell cell = cells.computeIfAbsent(value, key -> new Cell());
        cell.failures++;
        cell.lost += event.lostCoreHours();
        runs.computeIfAbsent(value, key -> new HashSet<>()).add(event.run());
        if (event.fatal()) {
          died.computeIfAbsent(value, key -> new HashSet<>()).add(event.run());
        }
      }
    }
    cells.forEach(
        (value, cell) -> {
          cell.runs = seen.runs().size();
          cell.bad = runs.getOrDefault(value, Set.of()).size();
          cell.died = died.getOrDefault(value, Set.of()).size();
        });
    return new Pattern(by, rows(cells));
  }

  private static List<Row> rows(Map<String, Cell> cells) {
    List<Row> rows = new ArrayList<>();
    cells.forEach(
        (value, cell) ->
            rows.add(new Row(value, cell.runs, cell.bad, cell.died, cell.failures, cell.lost)));
    rows.sort(
        Comparator.comparingLong((Row row) -> -row.failures())
            .thenComparingLong(row -> -row.bad())
            .thenComparing(Row::value));
    return rows;
  }
}

package io.fizzle.report;

import java.util.ArrayList;
import java.util.List;

/** Cells under each other; a column that says nothing in any row is left out. */
final class Columns {
  private static final String GAP = "  ";
  private static final String NOTHING = "-";
  private static final int LEAST_NAME = 24;

  private Columns() {}

  /**
   * Lays out a table.
   *
   * @param width the last cell of a line is cut to stay within it
   */
  static List<String> lines(List<String> header, List<List<String>> rows, int width) {
    List<StringBuilder> lines = new ArrayList<>();
    for (int line = 0; line <= rows.size(); line++) {
      lines.add(new StringBuilder());
    }
    for (int column = 0; column < header.size(); column++) {
      if (says(rows, column)) {
        append(lines, header, rows, column);
      }
    }
    return lines.stream().map(line -> cut(line.toString().stripTrailing(), width)).toList();
  }

  /**
   * Lays out a table of figures, each with its name in the first column. Where it is too wide the
   * names are cut, and never a figure.
   */
  static List<String> figures(List<String> header, List<List<String>> rows, int width) {
    int widest =
        lines(header, rows, Integer.MAX_VALUE).stream().mapToInt(String::length).max().orElse(0);
    int names = rows.stream().mapToInt(row -> row.get(0).length()).max().orElse(0);
    int room = Math.max(LEAST_NAME, names - Math.max(0, widest - width));
    List<List<String>> shortened =
        rows.stream()
            .map(
                row -> {
                  List<String> cells = new ArrayList<>(row);
                  cells.set(0, cut(row.get(0), room));
                  return List.copyOf(cells);
                })
            .toList();
    return lines(header, shortened, Integer.MAX_VALUE);
  }

  private static boolean says(List<List<String>> rows, int column) {
    return rows.stream().anyMatch(row -> !row.get(column).equals(NOTHING));
  }

  private static void append(
      List<StringBuilder> lines, List<String> header, List<List<String>> rows, int column) {
    int wide = header.get(column).length();
    for (List<String> row : rows) {
      wide = Math.max(wide, row.get(column).length());
    }
    for (int line = 0; line < lines.size(); line++) {
      String cell = line == 0 ? header.get(column) : rows.get(line - 1).get(column);
      lines.get(line).append(GAP).append(cell).append(" ".repeat(wide - cell.length()));
    }
  }

  private static String cut(String line, int width) {
    return line.length() <= width ? line : line.substring(0, width - 1).stripTrailing() + "…";
  }
}

package io.fizzle.read.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The header of a table of {@code kubectl}: columns in capitals or words, parted by two blanks or
 * more, under which the cells are aligned.
 */
final class Table {
  private static final Pattern GAP = Pattern.compile("\\s{2,400}|\\t");
  private static final int MOST = 24;

  private final List<String> names = new ArrayList<>();
  private final List<Integer> offsets = new ArrayList<>();

  private Table() {}

  static Table of(String header) {
    Table table = new Table();
    int at = 0;
    for (String name : GAP.split(header.strip(), MOST)) {
      int offset = header.indexOf(name, at);
      table.names.add(name.strip().toUpperCase(Locale.ROOT));
      table.offsets.add(offset);
      at = offset + name.length();
    }
    return table;
  }

  /**
   * The first column whose name holds one of these words, most wanted first; -1 where none does.
   */
  int column(String... words) {
    for (String word : words) {
      for (int i = 0; i < names.size(); i++) {
        if (names.get(i).contains(word)) {
          return i;
        }
      }
    }
    return -1;
  }

  /** The cells of a row, as many as there are columns; empty where the row has no such cell. */
  List<String> cells(String row) {
    String[] parted = GAP.split(row.strip(), names.size());
    List<String> cells = new ArrayList<>();
    if (parted.length == names.size()) {
      for (String cell : parted) {
        cells.add(cell.strip());
      }
      return cells;
    }
    if (aligned(row)) {
      for (int i = 0; i < names.size(); i++) {
        int from = Math.min(offsets.get(i), row.length());
        int to = i + 1 < names.size() ? Math.min(offsets.get(i + 1), row.length()) : row.length();
        cells.add(row.substring(from, to).strip());
      }
      return cells;
    }
    for (int i = 0; i < names.size(); i++) {
      cells.add(i < parted.length ? parted[i].strip() : "");
    }
    return cells;
  }

  /** True where no cell runs across the beginning of a column. */
  private boolean aligned(String row) {
    return offsets.stream()
        .allMatch(offset -> offset == 0 || offset > row.length() || row.charAt(offset - 1) == ' ');
  }

  static String cell(List<String> cells, int column) {
    return column < 0 || column >= cells.size() ? "" : cells.get(column);
  }
}

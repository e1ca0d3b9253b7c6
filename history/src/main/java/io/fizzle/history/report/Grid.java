package io.fizzle.history.report;

import io.fizzle.evidence.Redaction;
import java.util.ArrayList;
import java.util.List;

/**
 * Cells under each other, as text or as a table of Markdown.
 *
 * @param header names of the columns
 * @param rows as many cells each
 */
record Grid(List<String> header, List<List<String>> rows) {
  private static final String GAP = "  ";

  Grid {
    header = List.copyOf(header);
    rows = List.copyOf(rows);
  }

  String text() {
    List<List<String>> all = new ArrayList<>(List.of(header));
    rows.forEach(row -> all.add(row.stream().map(Grid::shown).toList()));
    int[] widths = new int[header.size()];
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length())).append(GAP);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("| ").append(String.join(" | ", header)).append(" |\n|");
    text.append(" --- |".repeat(header.size())).append('\n');
    for (List<String> row : rows) {
      text.append("| ");
      text.append(String.join(" | ", row.stream().map(Grid::cell).toList())).append(" |\n");
    }
    return text.toString();
  }

  /** On one line, without secrets and without what a terminal would obey or not show. */
  static String shown(String text) {
    return Redaction.redact(text).replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", " ");
  }

  /** As it is, whatever signs are in it. */
  static String cell(String text) {
    return shown(text).replaceAll("([\\\\`*_{}\\[\\]<>|#!~])", "\\\\$1");
  }
}

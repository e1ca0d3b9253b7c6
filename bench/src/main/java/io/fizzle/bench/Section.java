package io.fizzle.bench;

import java.util.List;

/**
 * A table of the page.
 *
 * @param note what a reader of the table must know
 */
record Section(String title, String note, List<Row> rows) {
  Section {
    rows = List.copyOf(rows);
  }

  String markdown() {
    StringBuilder text = new StringBuilder("## " + title + "\n\n" + Row.header());
    rows.forEach(row -> text.append(row.markdown()));
    return text.append('\n').append(note).append('\n').toString();
  }
}

package io.fizzle.report;

import java.util.List;

/** A table that a narrow screen scrolls sideways, with the keyboard too. */
final class HtmlTable {

  private HtmlTable() {}

  static void write(HtmlSheet page, String caption, List<String> header, List<List<String>> rows) {
    page.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", caption);
    page.open("table").element("caption", caption, "class", "unseen").open("thead").open("tr");
    header.forEach(head -> page.element("th", head, "scope", "col"));
    page.close().close().open("tbody");
    for (List<String> row : rows) {
      page.open("tr");
      page.element("th", row.get(0), "scope", "row");
      row.stream().skip(1).forEach(cell -> page.element("td", cell));
      page.close();
    }
    page.close().close().close();
  }
}

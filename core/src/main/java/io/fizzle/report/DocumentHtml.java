package io.fizzle.report;

/** A document for a browser: the look of the report, without scripts. */
final class DocumentHtml {
  private DocumentHtml() {}

  static String render(Document document) {
    HtmlSheet page = new HtmlSheet();
    page.own("<!DOCTYPE html>\n").open("html", "lang", "en");
    HtmlReport.plainHead(page, document.title());
    page.open("body").open("div", "class", "frame").open("main");
    page.element("h1", document.title());
    boolean open = false;
    boolean listed = false;
    for (Document.Block block : document.blocks()) {
      boolean lists = block instanceof Document.Item;
      if (listed && !lists) {
        page.close();
      }
      if (block instanceof Document.Heading) {
        if (open) {
          page.close();
        }
        page.open("section");
        open = true;
      }
      if (lists && !listed) {
        page.open("ul");
      }
      listed = lists;
      write(page, block);
    }
    if (listed) {
      page.close();
    }
    if (open) {
      page.close();
    }
    page.close().close();
    page.open("footer").text("Made by Fizzle from its history. Times in UTC.").close();
    return page.close().close().toString();
  }

  private static void write(HtmlSheet page, Document.Block block) {
    if (block instanceof Document.Heading heading) {
      page.element("h2", heading.text());
    } else if (block instanceof Document.Paragraph paragraph) {
      page.element("p", paragraph.text());
    } else if (block instanceof Document.Item item) {
      page.open("li").text(item.text());
      if (!item.more().isEmpty()) {
        page.open("ul");
        item.more().forEach(more -> page.element("li", more));
        page.close();
      }
      page.close();
    } else if (block instanceof Document.Table table) {
      HtmlTable.write(page, table.caption(), table.header(), table.rows());
    }
  }
}

package io.fizzle.report;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A document for a ticket or a page: GitHub-flavoured Markdown, all foreign text escaped. */
final class DocumentMarkdown {
  private DocumentMarkdown() {}

  static String render(Document document) {
    StringBuilder page = new StringBuilder("# " + Markdown.escape(document.title()) + "\n");
    boolean listed = false;
    for (Document.Block block : document.blocks()) {
      boolean lists = block instanceof Document.Item;
      page.append(lists && listed ? "" : "\n");
      write(page, block);
      listed = lists;
    }
    return page.toString();
  }

  private static void write(StringBuilder page, Document.Block block) {
    if (block instanceof Document.Heading heading) {
      line(page, "## " + Markdown.escape(heading.text()));
    } else if (block instanceof Document.Paragraph paragraph) {
      line(page, Markdown.escape(paragraph.text()));
    } else if (block instanceof Document.Item item) {
      line(page, "- " + Markdown.escape(item.text()));
      item.more().forEach(more -> line(page, "  - " + Markdown.escape(more)));
    } else if (block instanceof Document.Table table) {
      row(page, table.header());
      row(page, Collections.nCopies(table.header().size(), "---"));
      table.rows().forEach(cells -> row(page, cells.stream().map(Markdown::escape).toList()));
    }
  }

  private static void row(StringBuilder page, List<String> cells) {
    line(page, cells.stream().collect(Collectors.joining(" | ", "| ", " |")));
  }

  private static void line(StringBuilder page, String text) {
    page.append(text).append('\n');
  }
}

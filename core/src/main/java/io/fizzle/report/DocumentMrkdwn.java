package io.fizzle.report;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A document for a chat: Slack's mrkdwn, which others that take Slack's webhooks read as Markdown.
 * The three characters that Slack gives a meaning are escaped, as its documentation on formatting
 * asks; what others would make a mention or a link of is broken by a space without width.
 */
final class DocumentMrkdwn {
  private static final String NO_WIDTH = "\u200b";
  private static final Pattern MENTION = Pattern.compile("(?<![\\w.])@(?=\\w)");

  private DocumentMrkdwn() {}

  /**
   * The document, ending with a line feed.
   *
   * @param most characters; lines that do not fit are left out and counted
   */
  static String render(Document document, int most) {
    StringBuilder page = new StringBuilder("*" + escape(document.title()) + "*\n");
    for (Document.Block block : document.blocks()) {
      write(page, block);
    }
    return page.length() <= most ? page.toString() : cut(page.toString(), most);
  }

  private static void write(StringBuilder page, Document.Block block) {
    if (block instanceof Document.Heading heading) {
      line(page, "\n*" + escape(heading.text()) + "*");
    } else if (block instanceof Document.Paragraph paragraph) {
      line(page, escape(paragraph.text()));
    } else if (block instanceof Document.Item item) {
      line(page, "• " + escape(item.text()));
      item.more().forEach(more -> line(page, "    ◦ " + escape(more)));
    } else if (block instanceof Document.Table table) {
      line(page, "```");
      Columns.lines(table.header(), table.rows(), 110)
          .forEach(row -> line(page, escape(row.replace('`', '\''))));
      line(page, "```");
    }
  }

  private static void line(StringBuilder page, String text) {
    page.append(text).append('\n');
  }

  private static String cut(String text, int most) {
    List<String> lines = text.lines().toList();
    StringBuilder kept = new StringBuilder();
    int line = 0;
    while (kept.length() + lines.get(line).length() + 40 < most) {
      line(kept, lines.get(line++));
    }
    return kept + "… and " + (lines.size() - line) + " more lines\n";
  }

  static String escape(String text) {
    String plain =
        Printable.of(text)
            .strip()
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("](", "]" + NO_WIDTH + "(");
    return MENTION.matcher(plain).replaceAll("@" + NO_WIDTH);
  }
}

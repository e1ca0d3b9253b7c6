package io.fizzle.report;

import io.fizzle.report.Paper.Span;
import java.util.List;
import java.util.Locale;

/** A document for a terminal. */
record DocumentText(Paper paper) {
  String render(Document document) {
    paper.line(new Span(Tone.STRONG, document.title()));
    for (Document.Block block : document.blocks()) {
      write(block);
    }
    return paper.toString();
  }

  private void write(Document.Block block) {
    if (block instanceof Document.Heading heading) {
      paper.heading(heading.text().toUpperCase(Locale.ROOT));
    } else if (block instanceof Document.Paragraph paragraph) {
      paper.paragraph("  ", paragraph.tone(), paragraph.text());
    } else if (block instanceof Document.Item item) {
      paper.paragraph("  - ", item.tone(), item.text());
      item.more().forEach(more -> paper.paragraph("    ", more));
    } else if (block instanceof Document.Table table) {
      List<String> lines =
          Columns.lines(table.header(), table.rows(), Math.max(paper.width(), 110));
      paper.line(new Span(Tone.FAINT, lines.get(0)));
      lines.stream().skip(1).forEach(paper::line);
    }
  }
}

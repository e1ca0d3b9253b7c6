package io.fizzle.report;

import java.util.ArrayList;
import java.util.List;

/** Lines of text, wrapped to a width and indented; the terminal's page. */
final class Paper {
  private final StringBuilder text = new StringBuilder();
  private final int width;
  private final Ink ink;

  Paper(int width, Ink ink) {
    this.width = width;
    this.ink = ink;
  }

  Ink ink() {
    return ink;
  }

  Paper blank() {
    text.append('\n');
    return this;
  }

  Paper heading(String heading) {
    text.append('\n').append(ink.bold(heading)).append('\n');
    return this;
  }

  /** One line as it is, however long: excerpts and tables. */
  Paper line(String line) {
    text.append(line).append('\n');
    return this;
  }

  /** A paragraph: the first line after {@code first}, the others indented as far. */
  Paper paragraph(String first, String paragraph) {
    String indent = " ".repeat(first.length());
    String lead = first;
    for (String line : wrap(paragraph, Math.max(20, width - first.length()))) {
      text.append(lead).append(line).append('\n');
      lead = indent;
    }
    return this;
  }

  /** A paragraph in a dimmer tone, cut to a number of lines. */
  Paper quote(String indent, String quoted, int mostLines) {
    List<String> lines = wrap(quoted, Math.max(20, width - indent.length()));
    int shown = Math.min(mostLines, lines.size());
    for (int i = 0; i < shown; i++) {
      String end = i == shown - 1 && shown < lines.size() ? " …" : "";
      text.append(indent).append(ink.dim(lines.get(i) + end)).append('\n');
    }
    return this;
  }

  static List<String> wrap(String paragraph, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : paragraph.strip().split("\\s+", -1)) {
      String rest = word;
      while (rest.length() > width) {
        if (line.length() > 0) {
          lines.add(line.toString());
          line.setLength(0);
        }
        lines.add(rest.substring(0, width));
        rest = rest.substring(width);
      }
      if (line.length() > 0 && line.length() + 1 + rest.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(rest);
    }
    if (line.length() > 0) {
      lines.add(line.toString());
    }
    return lines;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}

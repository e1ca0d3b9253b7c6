package io.fizzle.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lines of text, wrapped to a width and indented; the terminal's page.
 *
 * <p>All text comes through {@link Printable} here, so that nothing that a log says can act on the
 * terminal.
 */
final class Paper {
  private static final int NARROWEST = 20;

  /** Between words, but not between a number and its unit. */
  private static final Pattern BLANKS =
      Pattern.compile("\\s+(?!(?:%|ms|s|min|[KMGT]?i?B)(?![\\w%]))");

  /** A piece of a line in one tone. */
  record Span(Tone tone, String text) {
    Span(String text) {
      this(Tone.PLAIN, text);
    }
  }

  private final StringBuilder text = new StringBuilder();
  private final int width;
  private final Ink ink;

  Paper(int width, Ink ink) {
    this.width = width;
    this.ink = ink;
  }

  int width() {
    return width;
  }

  Paper heading(String heading) {
    text.append('\n');
    return line(new Span(Tone.STRONG, heading));
  }

  /** One line as it is, however long: tables, places and commands, which must stay in one piece. */
  Paper line(Span... spans) {
    for (Span span : spans) {
      text.append(ink.paint(span.tone(), Printable.of(span.text())));
    }
    text.append('\n');
    return this;
  }

  Paper line(String line) {
    return line(new Span(line));
  }

  Paper paragraph(String first, String paragraph) {
    return paragraph(first, Tone.PLAIN, paragraph);
  }

  /** A paragraph: the first line after {@code first}, the others indented as far. */
  Paper paragraph(String first, Tone tone, String paragraph) {
    String lead = first;
    for (String line : wrap(Printable.of(paragraph), Math.max(NARROWEST, width - first.length()))) {
      text.append(lead).append(ink.paint(tone, line)).append('\n');
      lead = " ".repeat(first.length());
    }
    return this;
  }

  /** A cited text, each line after {@code mark}, cut to a number of lines. */
  Paper quote(String mark, String quoted, int mostLines) {
    int room = Math.max(NARROWEST, width - mark.length());
    List<String> lines = wrap(Printable.of(quoted), room);
    for (int i = 0; i < Math.min(mostLines, lines.size()); i++) {
      boolean cut = i == mostLines - 1 && lines.size() > mostLines;
      String line = cut ? shorten(lines.get(i), room - 2) + " …" : lines.get(i);
      text.append(mark).append(ink.paint(Tone.FAINT, line)).append('\n');
    }
    return this;
  }

  private static String shorten(String line, int most) {
    int end = line.length() <= most ? -1 : line.lastIndexOf(' ', most);
    return end < 0 ? line : line.substring(0, end);
  }

  /** Breaks between words only: a path or an option cut in two can be neither found nor copied. */
  static List<String> wrap(String paragraph, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : BLANKS.split(paragraph.strip(), -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}

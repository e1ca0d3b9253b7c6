package io.fizzle.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTML on its way to text. All text and all values of attributes come through {@link Printable} and
 * are escaped here, so that nothing that a log says can become markup; names of elements and
 * attributes are the program's own.
 */
final class HtmlSheet {
  private static final Pattern LITERAL = Pattern.compile("`([^`]{1,300})`");

  private final StringBuilder page = new StringBuilder(1 << 16);
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element; attributes as name, value, name, value. */
  HtmlSheet open(String element, String... attributes) {
    tag(element, attributes);
    open.push(element);
    return this;
  }

  HtmlSheet close() {
    page.append("</").append(open.pop()).append('>');
    if (open.size() < 5) {
      page.append('\n');
    }
    return this;
  }

  /** An element with nothing but text in it. */
  HtmlSheet element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close();
  }

  /** An element that holds nothing and is never closed. */
  HtmlSheet single(String element, String... attributes) {
    tag(element, attributes);
    return this;
  }

  private void tag(String element, String... attributes) {
    page.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      page.append(' ').append(attributes[i]);
      page.append("=\"").append(escape(Printable.of(attributes[i + 1]))).append('"');
    }
    page.append('>');
  }

  HtmlSheet text(String text) {
    page.append(escape(Printable.of(text)));
    return this;
  }

  /** Text in which backticks mark what is literal, as in the catalogue's pages. */
  HtmlSheet prose(String text) {
    Matcher literal = LITERAL.matcher(text);
    int from = 0;
    while (literal.find()) {
      text(text.substring(from, literal.start()));
      element("code", literal.group(1));
      from = literal.end();
    }
    return text(text.substring(from));
  }

  /** The program's own markup, script or style; never anything that was read. */
  HtmlSheet own(String markup) {
    page.append(markup);
    return this;
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      switch (next) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(next);
      }
    }
    return escaped.toString();
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("left open: " + open);
    }
    return page.toString();
  }
}

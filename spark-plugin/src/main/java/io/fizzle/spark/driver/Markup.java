package io.fizzle.spark.driver;

/** HTML in the making; every text that it is given is escaped. */
final class Markup {
  private final StringBuilder text = new StringBuilder();

  /** Markup of the page's own, which holds nothing from outside. */
  Markup raw(String markup) {
    text.append(markup);
    return this;
  }

  Markup text(String words) {
    words.chars().forEach(this::escaped);
    return this;
  }

  /** An element with nothing but a text in it. */
  Markup element(String name, String words) {
    return raw("<" + name + ">").text(words).raw("</" + name + ">");
  }

  private void escaped(int character) {
    switch (character) {
      case '<' -> text.append("&lt;");
      case '>' -> text.append("&gt;");
      case '&' -> text.append("&amp;");
      case '"' -> text.append("&quot;");
      case '\'' -> text.append("&#39;");
      default -> text.append((char) character);
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}

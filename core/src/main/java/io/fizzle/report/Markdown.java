package io.fizzle.report;

/**
 * Foreign text within GitHub-flavoured Markdown: shown as it is, never obeyed, neither as Markdown
 * nor as HTML nor by the terminal that it may be printed to.
 */
final class Markdown {

  private Markdown() {}

  /**
   * Text that Markdown and HTML leave as it is. Every ASCII punctuation character may be escaped
   * (CommonMark 0.31.2, section 2.4); those that mean something are, and names of people and
   * addresses are kept from turning into mentions and links.
   */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char next : Printable.of(text).strip().toCharArray()) {
      switch (next) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '@' -> escaped.append("&#64;");
        case '\\', '`', '*', '_', '[', ']', '|', '#', '~', '!', '$' ->
            escaped.append('\\').append(next);
        default -> escaped.append(next);
      }
    }
    return escaped.toString().replace("://", ":\\//").replace("www.", "www\\.");
  }

  /**
   * Inline code that no run of backticks in the text can end: its own fence is longer than any of
   * them. A pipe would end a table's cell even there, so code stays out of tables.
   */
  static String code(String text) {
    String plain = Printable.of(text).strip();
    if (plain.isEmpty()) {
      return "";
    }
    String fence = "`".repeat(longestRun(plain) + 1);
    boolean touches = plain.startsWith("`") || plain.endsWith("`");
    return touches ? fence + " " + plain + " " + fence : fence + plain + fence;
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}

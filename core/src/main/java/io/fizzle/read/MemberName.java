package io.fizzle.read;

/**
 * Makes names that others chose fit to be shown: no climbing, no control characters, not endless.
 */
final class MemberName {
  private static final int LONGEST = 300;

  private MemberName() {}

  /**
   * A member's path without its {@code ..}, root, drive and control characters. Members are only
   * read, never written to disk; the name is cleaned because it is printed and because it tells the
   * owner.
   */
  static String clean(String name) {
    StringBuilder result = new StringBuilder();
    for (String segment : name.replace('\\', '/').split("/", -1)) {
      String printable = segment.replaceAll("[\\p{Cc}]", "�");
      if (printable.isBlank() || printable.equals(".") || printable.equals("..")) {
        continue;
      }
      result.append(result.isEmpty() ? "" : "/").append(printable);
    }
    if (result.length() > LONGEST) {
      result.delete(0, result.length() - LONGEST).insert(0, '…');
    }
    return result.isEmpty() ? "unnamed" : result.toString();
  }
}

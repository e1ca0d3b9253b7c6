package io.fizzle.cli;

/**
 * Text from outside on its way to standard error: paths and messages may hold control characters.
 */
final class Foreign {

  private Foreign() {}

  static String shown(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}&&[^\\n]]", "?");
  }
}

package io.fizzle.lab.guest;

/** One word of a shell script, whatever is in it. */
final class ShellWord {
  private ShellWord() {}

  static String of(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}

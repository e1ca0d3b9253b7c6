package io.fizzle.report;

/** Colours of a terminal, or none. */
public enum Ink {
  PLAIN,
  ANSI;

  private static final String ESCAPE = "\u001b[";

  String bold(String text) {
    return paint("1", text);
  }

  String dim(String text) {
    return paint("2", text);
  }

  String red(String text) {
    return paint("1;31", text);
  }

  String green(String text) {
    return paint("1;32", text);
  }

  String yellow(String text) {
    return paint("1;33", text);
  }

  private String paint(String code, String text) {
    return this == PLAIN || text.isEmpty() ? text : ESCAPE + code + "m" + text + ESCAPE + "0m";
  }
}

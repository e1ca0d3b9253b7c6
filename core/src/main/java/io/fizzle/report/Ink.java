package io.fizzle.report;

/** Colours of a terminal, or none. */
public enum Ink {
  PLAIN,
  ANSI;

  private static final String ESCAPE = "\u001b[";

  String paint(Tone tone, String text) {
    return this == PLAIN || tone == Tone.PLAIN || text.isEmpty()
        ? text
        : ESCAPE + tone.code() + "m" + text + ESCAPE + "0m";
  }
}

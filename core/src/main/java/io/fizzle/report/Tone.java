package io.fizzle.report;

/** What a piece of text is to its reader; a terminal with colours shows it. */
public enum Tone {
  PLAIN("0"),
  STRONG("1"),
  FAINT("2"),
  BAD("1;31"),
  GOOD("1;32"),
  DOUBTFUL("1;33");

  private final String code;

  Tone(String code) {
    this.code = code;
  }

  /** Parameters of ECMA-48's SGR sequence. */
  String code() {
    return code;
  }
}

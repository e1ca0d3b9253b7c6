package io.fizzle.cli;

/** What may be assumed of the terminal, if there is one. */
final class Terminal {

  private Terminal() {}

  /** True where a person watches; on newer JDKs a console alone no longer proves it. */
  static boolean isInteractive() {
    return System.console() != null
        && System.getenv("TERM") != null
        && !"dumb".equals(System.getenv("TERM"))
        && System.getenv("CI") == null;
  }

  /** Colour only on a terminal, and not with NO_COLOR (no-color.org). */
  static boolean hasColour() {
    String noColour = System.getenv("NO_COLOR");
    return isInteractive() && (noColour == null || noColour.isEmpty());
  }
}

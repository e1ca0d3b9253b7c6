package io.fizzle.cli;

import java.util.List;

/**
 * What may be assumed of the terminal, if there is one.
 *
 * <p>{@code bin/fizzle} looks and tells in {@code fizzle.terminal}, because {@link System#console}
 * does not: before Java 22 it is null where only the input is redirected, and from then on it may
 * be there where nothing is a terminal (JDK-8308591).
 */
final class Terminal {
  private static final List<String> TERMINALS =
      List.of(System.getProperty("fizzle.terminal", "").split(","));

  private Terminal() {}

  /** True where a person watches standard error. */
  static boolean isInteractive() {
    return TERMINALS.contains("err") && !isDumb() && System.getenv("CI") == null;
  }

  /** Colour only where standard output is a terminal, and not with NO_COLOR (no-color.org). */
  static boolean hasColour() {
    String noColour = System.getenv("NO_COLOR");
    return TERMINALS.contains("out") && !isDumb() && (noColour == null || noColour.isEmpty());
  }

  private static boolean isDumb() {
    String terminal = System.getenv("TERM");
    return terminal == null || terminal.equals("dumb");
  }
}

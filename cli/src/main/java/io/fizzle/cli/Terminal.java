package io.fizzle.cli;

import java.io.Console;
import java.util.Map;

/**
 * What may be assumed of the terminal, if there is one.
 *
 * @param attached true where standard input and output are a terminal
 * @param environment the environment variables that speak of it
 */
record Terminal(boolean attached, Map<String, String> environment) {
  Terminal {
    environment = Map.copyOf(environment);
  }

  /** The terminal of this process. */
  static Terminal ofProcess() {
    return new Terminal(isAttached(), System.getenv());
  }

  /** Since JDK 22 a console alone proves nothing (JDK-8308591): it must be asked. */
  @SuppressWarnings("SystemConsoleNull") // null proves its absence, and presence is asked for below
  private static boolean isAttached() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException olderJdk) {
      return true;
    } catch (ReflectiveOperationException unknown) {
      return false;
    }
  }

  /** True where a person watches. */
  boolean isInteractive() {
    String type = environment.get("TERM");
    return attached && type != null && !type.equals("dumb") && !environment.containsKey("CI");
  }

  /** Colour only on a terminal, and not with NO_COLOR (no-color.org). */
  boolean hasColour() {
    return isInteractive() && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }
}

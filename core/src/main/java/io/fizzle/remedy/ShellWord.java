package io.fizzle.remedy;

import java.util.regex.Pattern;

/**
 * Names out of logs in commands that people copy. Logs are hostile: what a shell could take for
 * more than a name stays out of a command.
 */
final class ShellWord {
  private static final Pattern PLAIN = Pattern.compile("[\\w./:@=+%][\\w./:@=+%-]{0,300}");

  private ShellWord() {}

  /** The name where it is a plain word to a shell, else the placeholder. */
  static String of(String name, String placeholder) {
    return PLAIN.matcher(name).matches() ? name : placeholder;
  }
}

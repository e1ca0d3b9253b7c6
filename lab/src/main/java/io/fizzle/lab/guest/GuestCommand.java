package io.fizzle.lab.guest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a guest is started for.
 *
 * @param arguments the program and its arguments
 * @param environment all that the program finds besides {@code PATH}, {@code HOME} and {@code LANG}
 * @param directory where it starts
 */
public record GuestCommand(
    List<String> arguments, Map<String, String> environment, Path directory) {

  /** Copies what it is given. */
  public GuestCommand {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException("no program");
    }
  }
}

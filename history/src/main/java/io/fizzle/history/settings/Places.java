package io.fizzle.history.settings;

import io.fizzle.history.HistoryProblem;
import io.fizzle.history.HistoryProblem.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where things are by default, as each system wants it: the user's own folders, never a temporary
 * one.
 *
 * @param environment variables of the process
 * @param system {@code os.name}
 * @param home the user's home
 */
public record Places(Map<String, String> environment, String system, String home) {
  public Places {
    environment = Map.copyOf(environment);
  }

  /** Of the user who runs this process. */
  public static Places ofProcess() {
    return new Places(
        System.getenv(), System.getProperty("os.name", ""), System.getProperty("user.home", ""));
  }

  /** The history's file; {@code FIZZLE_HISTORY} names another place. */
  public String history() {
    String named = environment.getOrDefault("FIZZLE_HISTORY", "");
    return named.isBlank() ? data().resolve("history.db").toString() : named;
  }

  /** The configuration file, there or not; {@code FIZZLE_CONFIG} names another. */
  public Path configuration() {
    String named = environment.getOrDefault("FIZZLE_CONFIG", "");
    return named.isBlank()
        ? folder("XDG_CONFIG_HOME", ".config", "LOCALAPPDATA").resolve("fizzle.yaml")
        : Path.of(named);
  }

  /** The fitted risk model, there or not. */
  public Path riskModel() {
    return data().resolve("risk.properties");
  }

  /** The folder for what is worth keeping. */
  Path data() {
    return folder("XDG_DATA_HOME", ".local/share", "LOCALAPPDATA");
  }

  private Path folder(String variable, String below, String windows) {
    String named = environment.getOrDefault(variable, "");
    // the specification wants relative paths to be ignored
    if (!named.isBlank() && Path.of(named).isAbsolute()) {
      return Path.of(named).resolve("fizzle");
    }
    String name = system.toLowerCase(Locale.ROOT);
    if (name.contains("windows")) {
      String local = environment.getOrDefault(windows, "");
      return local.isBlank()
          ? userHome().resolve("AppData").resolve("Local").resolve("Fizzle")
          : Path.of(local).resolve("Fizzle");
    }
    return name.contains("mac")
        ? userHome().resolve("Library/Application Support/Fizzle")
        : userHome().resolve(below).resolve("fizzle");
  }

  private Path userHome() {
    if (home.isBlank() || home.equals("?") || !Files.isDirectory(Path.of(home))) {
      throw new HistoryProblem(
          Kind.MISSING,
          "this user has no home folder to keep a history in. Name a place with --history, or in"
              + " FIZZLE_HISTORY");
    }
    return Path.of(home);
  }
}

package io.fizzle.cli;

import io.fizzle.history.Access;
import io.fizzle.history.History;
import io.fizzle.history.HistoryProblem;
import io.fizzle.history.settings.Places;
import io.fizzle.history.settings.Settings;
import io.fizzle.history.settings.SettingsFile;
import io.fizzle.history.store.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Opens the history that the options ask for. Commands that need no history never come here, so
 * that nothing of it is loaded.
 *
 * @param place a file or the address of a server
 */
record HistoryDoor(Settings settings, String place, CommandSpec spec) {

  /** Reads the settings; a mistake in them is bad usage. */
  static HistoryDoor of(HistoryOptions options, CommandSpec spec) {
    try {
      Places places = Places.ofProcess();
      Path named = options.configuration();
      if (named != null && !Files.exists(named)) {
        throw new ParameterException(spec.commandLine(), "--config: there is no file " + named);
      }
      Path file = named == null ? places.configuration() : named;
      if (named == null && !Files.exists(file) && isNamed(System.getenv("FIZZLE_CONFIG"))) {
        // it may say what must not be seen: without it nothing is opened
        throw new ParameterException(
            spec.commandLine(),
            "FIZZLE_CONFIG: there is no file " + Foreign.shown(file.toString()));
      }
      Settings settings = Files.exists(file) ? SettingsFile.read(file) : Settings.DEFAULT;
      String place = options.place();
      if (place == null && System.getenv("FIZZLE_HISTORY") == null) {
        place = settings.db().isEmpty() ? null : settings.db();
      }
      return new HistoryDoor(settings, place == null ? places.history() : place, spec);
    } catch (SettingsFile.Mistake e) {
      throw new ParameterException(
          spec.commandLine(), Foreign.shown(String.valueOf(e.getMessage())));
    } catch (HistoryProblem e) {
      throw new ParameterException(
          spec.commandLine(), Foreign.shown(String.valueOf(e.getMessage())));
    }
  }

  private static boolean isNamed(@org.jspecify.annotations.Nullable String variable) {
    return variable != null && !variable.isBlank();
  }

  Access access() {
    return settings.access();
  }

  /** The same door, for what concerns runs of all projects; who may see some only is refused. */
  HistoryDoor ofAllProjects(String what) {
    if (access().only().isPresent()) {
      throw new ParameterException(
          spec.commandLine(),
          what + " runs of all projects, and the configuration allows some only");
    }
    return this;
  }

  /**
   * An open history. Lambdas of commands take it in this type of ours: picocli looks at the methods
   * of every command at every start, and would load a history's type with them.
   */
  record Opened(History store) {}

  /** What is done with a history. */
  @FunctionalInterface
  interface Work {
    int with(Opened history);
  }

  /** Opens the history, which must be there. */
  int reading(Work work) {
    return guarded(
        () -> {
          try (History history = Stores.openExisting(place)) {
            return work.with(new Opened(history));
          }
        });
  }

  /** Opens the history, or makes it. */
  int writing(Work work) {
    return guarded(
        () -> {
          try (History history = Stores.open(place)) {
            return work.with(new Opened(history));
          }
        });
  }

  /** A problem of the history is told and ends the command; it is no mistake in Fizzle. */
  int guarded(java.util.function.IntSupplier work) {
    try {
      return work.getAsInt();
    } catch (HistoryProblem e) {
      throw new ParameterException(
          spec.commandLine(), Foreign.shown(String.valueOf(e.getMessage())));
    }
  }
}

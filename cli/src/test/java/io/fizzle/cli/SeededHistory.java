package io.fizzle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command line whose history holds what a test put into it, and whose settings are its own. */
final class SeededHistory {
  private final Session session;
  private final String place;
  private final Path configuration;

  /**
   * Writes the history into a folder.
   *
   * @param settings text of the configuration file
   */
  SeededHistory(Seed seed, Path folder, Session session, String settings) throws IOException {
    this.session = session;
    this.place = seed.write(folder);
    this.configuration = folder.resolve("fizzle.yaml");
    configure(settings);
  }

  /** Where it lies, as {@code --history} takes it. */
  String place() {
    return place;
  }

  void configure(String settings) throws IOException {
    Files.writeString(configuration, settings);
  }

  /** Runs a command on it; its exit code. */
  int run(List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("--history", place, "--config", configuration.toString()));
    return session.run(all.toArray(String[]::new));
  }
}

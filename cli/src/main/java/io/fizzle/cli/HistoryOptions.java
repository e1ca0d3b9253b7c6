package io.fizzle.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which history, and under which settings. Knows no class of the history: every start reads it. */
final class HistoryOptions {
  @Option(
      names = {"--history", "--db"},
      paramLabel = "PLACE",
      description =
          "the history: a file, or postgresql://user@host/database (default: what the"
              + " configuration file says, else a file among the user's data)")
  private @Nullable String place;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "the configuration file (default: fizzle/fizzle.yaml among the user's configuration,"
              + " where there is one)")
  private @Nullable Path configuration;

  @Nullable String place() {
    return place;
  }

  @Nullable Path configuration() {
    return configuration;
  }
}

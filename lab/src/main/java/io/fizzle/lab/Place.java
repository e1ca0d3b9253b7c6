package io.fizzle.lab;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where a command works and prints. */
final class Place {
  /** Below the checkout's root, where {@code bin/lab} runs. */
  static final Path CASES = Path.of("lab", "cases");

  static final Path PAIRS = Path.of("lab", "pairs");

  private final Progress progress = new Progress();

  @Spec(Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--cache",
      paramLabel = "FOLDER",
      description = "Folder for Spark's jars and the runs (default: the user's cache folder).")
  private @Nullable Path cache;

  @Option(
      names = "--runs",
      paramLabel = "FOLDER",
      description = "Folder for the runs alone (default: runs, in the cache).")
  private @Nullable Path runs;

  Workbench workbench() {
    return new Workbench(cache, runs, progress, new Estimates(CASES));
  }

  Progress progress() {
    return progress;
  }

  PrintWriter out() {
    if (command == null) {
      throw new IllegalStateException("no command");
    }
    return command.commandLine().getOut();
  }
}

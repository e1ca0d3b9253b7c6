package io.fizzle.lab;

import java.io.PrintWriter;
import java.nio.file.Files;
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

  /** Where {@code bin/lab} builds the plugin. */
  private static final String PLUGIN =
      "spark-plugin/target/quick/fizzle-spark-plugin-0.1.0-SNAPSHOT.jar";

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

  @Option(
      names = "--with-plugin",
      paramLabel = "JAR",
      arity = "0..1",
      fallbackValue = Place.PLUGIN,
      description =
          "Run with Fizzle's plugin inside Spark, and keep its flight recordings (default jar:"
              + " ${FALLBACK-VALUE}).")
  private @Nullable Path plugin;

  Workbench workbench() {
    return workbench(plugin);
  }

  /** With the plugin inside Spark, whatever was asked for. */
  Workbench workbenchWithPlugin() {
    return workbench(plugin == null ? Path.of(PLUGIN) : plugin);
  }

  private Workbench workbench(@Nullable Path jar) {
    if (jar != null && !Files.isRegularFile(jar)) {
      throw new BadChoiceException("there is no plugin at " + jar);
    }
    return new Workbench(
        cache, runs, jar == null ? null : jar.toAbsolutePath(), progress, new Estimates(CASES));
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

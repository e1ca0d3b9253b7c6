package io.fizzle.lab;

import io.fizzle.lab.scenario.Scenarios;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The lab's command: {@code list} and {@code record}. */
@Command(
    name = "lab",
    description =
        "Makes real Spark applications fail in known ways and records what they leave behind.",
    mixinStandardHelpOptions = true)
public final class Lab {
  private final PrintStream out;
  private final PrintStream progress;

  Lab(PrintStream out, PrintStream progress) {
    this.out = out;
    this.progress = progress;
  }

  /** Exit status 0: done; 1: a recording could not be made; 2: bad usage. */
  public static void main(String[] arguments) {
    System.exit(commandLine(System.out, System.err).execute(arguments));
  }

  static CommandLine commandLine(PrintStream out, PrintStream progress) {
    CommandLine commandLine = new CommandLine(new Lab(out, progress));
    commandLine.setExecutionExceptionHandler(
        (failure, command, result) -> {
          if (!(failure instanceof LabException)) {
            throw failure;
          }
          command.getErr().println(failure.getMessage());
          return 1;
        });
    return commandLine;
  }

  @Command(name = "list", description = "Lists the scenarios.")
  void list() {
    for (Scenario scenario : Scenarios.all()) {
      out.printf("%-22s %s%n", scenario.name(), scenario.title());
    }
  }

  @Command(
      name = "record",
      description = "Runs scenarios on real Spark and keeps what they leave behind.")
  void record(
      @Parameters(paramLabel = "SCENARIO", arity = "1..*", description = "Names from the list.")
          List<String> names,
      @Option(
              names = "--into",
              defaultValue = "examples",
              description = "Folder of the recordings (default: ${DEFAULT-VALUE}).")
          Path folder,
      @Option(
              names = "--cache",
              description =
                  "Folder for Spark's jars and the runs (default: the user's cache folder).")
          @Nullable Path cache)
      throws IOException, InterruptedException {
    List<Scenario> scenarios = names.stream().map(Scenarios::named).toList();
    Path place = cache == null ? SparkDistribution.defaultCache() : cache;
    Recorder recorder = new Recorder(place.toAbsolutePath(), new Progress(progress));
    for (Scenario scenario : scenarios) {
      recorder.record(scenario, folder.resolve(scenario.name()));
    }
  }
}

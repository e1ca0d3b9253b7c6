package io.fizzle.lab;

import io.fizzle.lab.run.Clusters;
import io.fizzle.lab.run.Run;
import io.fizzle.lab.run.Runner;
import io.fizzle.lab.scenario.Scenarios;
import io.fizzle.lab.scenario.Trial;
import io.fizzle.lab.spark.SparkDistribution;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "lab", mixinStandardHelpOptions = true)
public final class Lab {
  private final PrintStream out = System.out;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Lab()).execute(arguments));
  }

  @Command(name = "record")
  void record(@Parameters(arity = "1..*") List<String> names, @Option(names = "--into") Path folder)
      throws IOException, InterruptedException {
    Progress progress = new Progress(System.err);
    try (Clusters clusters = new Clusters(SparkDistribution.defaultCache(), progress)) {
      Runner runner = new Runner(clusters, progress);
      for (String name : names) {
        for (Trial trial : Scenarios.trials(name)) {
          progress.step(trial.name());
          Run run = runner.run(trial);
          progress.step("%s %.1f s %s".formatted(run.isReproduced(), run.seconds(), run.proofs()));
          Runner.keep(run, folder.resolve(trial.name()));
          Runner.discard(run);
        }
      }
    }
  }
}

package io.fizzle.lab;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Scenarios;
import io.fizzle.lab.scenario.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which trials a command is about. */
final class Selection {
  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "SCENARIO for all its variants, or SCENARIO/VARIANT; bin/lab list names them.")
  private List<String> names = List.of();

  @Option(names = "--all", description = "All scenarios that need no memory cgroup.")
  private boolean all;

  @Option(
      names = "--representative",
      description = "A dozen trials that stand for all, in ten minutes.")
  private boolean representative;

  @Option(
      names = "--guest",
      description =
          "With --all: also those that need a memory cgroup. Where this machine lends none they run"
              + " in a guest kernel (User-Mode Linux), about a minute for each.")
  private boolean guest;

  /** The trials, in an order that changes the cluster as seldom as possible. */
  List<Trial> trials() {
    Set<Trial> chosen = new LinkedHashSet<>();
    names.forEach(name -> chosen.addAll(Scenarios.trials(name)));
    if (representative) {
      Scenarios.REPRESENTATIVE.forEach(name -> chosen.addAll(Scenarios.trials(name)));
    }
    if (all) {
      Scenarios.all().stream()
          .filter(scenario -> guest || !scenario.needsMemoryCgroup())
          .map(Scenario::trials)
          .forEach(chosen::addAll);
    }
    if (chosen.isEmpty()) {
      throw new BadChoiceException(
          "nothing chosen: name scenarios, or say --all or --representative; `bin/lab list` lists"
              + " them");
    }
    List<Trial> ordered = new ArrayList<>(chosen);
    ordered.sort(
        Comparator.comparing((Trial trial) -> trial.variant().spark())
            .thenComparing(trial -> trial.scenario().cluster().toString()));
    return ordered;
  }
}

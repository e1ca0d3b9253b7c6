package io.fizzle.lab;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Scenarios;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lab list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the scenarios, their variants and how long they take.")
final class ListCommand implements Callable<Integer> {
  @Mixin private Place place = new Place();

  @Override
  public Integer call() {
    Estimates estimates = new Estimates(Place.CASES);
    double total = 0;
    int trials = 0;
    for (Scenario scenario : Scenarios.all()) {
      place.out().println("%-28s %s".formatted(scenario.name(), scenario.title()));
      for (var trial : scenario.trials()) {
        double seconds = estimates.seconds(trial);
        place.out().println("  /%-26s about %.0f s".formatted(trial.variant().name(), seconds));
        total += scenario.needsMemoryCgroup() ? 0 : seconds;
        trials++;
      }
    }
    place
        .out()
        .println(
            "%d scenarios, %d trials; all that need no memory cgroup: about %s"
                .formatted(Scenarios.all().size(), trials, Estimates.words(total)));
    return 0;
  }
}

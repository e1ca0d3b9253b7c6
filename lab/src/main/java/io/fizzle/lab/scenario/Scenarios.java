package io.fizzle.lab.scenario;

import io.fizzle.lab.LabException;
import io.fizzle.lab.scenario.healthy.HealthyScenarios;
import io.fizzle.lab.scenario.infrastructure.InfrastructureScenarios;
import io.fizzle.lab.scenario.liveness.LivenessScenarios;
import io.fizzle.lab.scenario.memory.MemoryScenarios;
import io.fizzle.lab.scenario.shuffle.ShuffleScenarios;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The list of all scenarios, sorted by name. */
public final class Scenarios {
  private static final List<Scenario> ALL =
      Stream.of(
              HealthyScenarios.all(),
              InfrastructureScenarios.all(),
              LivenessScenarios.all(),
              MemoryScenarios.all(),
              ShuffleScenarios.all())
          .flatMap(List::stream)
          .sorted(Comparator.comparing(Scenario::name))
          .toList();

  private Scenarios() {}

  public static List<Scenario> all() {
    return ALL;
  }

  /** The scenario of this name. */
  public static Scenario named(String name) {
    return all().stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new LabException("no scenario is called " + name + "; `bin/lab list` names them"));
  }

  /**
   * The trials that a word stands for: {@code SCENARIO} all of its, {@code SCENARIO/VARIANT} one.
   */
  public static List<Trial> trials(String word) {
    int slash = word.indexOf('/');
    return slash < 0
        ? named(word).trials()
        : List.of(named(word.substring(0, slash)).trial(word.substring(slash + 1)));
  }
}

package io.fizzle.lab.scenario;

import io.fizzle.lab.BadChoiceException;
import io.fizzle.lab.scenario.code.CodeScenarios;
import io.fizzle.lab.scenario.driver.DriverScenarios;
import io.fizzle.lab.scenario.healthy.HealthyScenarios;
import io.fizzle.lab.scenario.infrastructure.InfrastructureScenarios;
import io.fizzle.lab.scenario.liveness.LivenessScenarios;
import io.fizzle.lab.scenario.memory.MemoryScenarios;
import io.fizzle.lab.scenario.shuffle.ShuffleScenarios;
import io.fizzle.lab.scenario.size.SizeScenarios;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The list of all scenarios, sorted by name. */
public final class Scenarios {
  private static final List<Scenario> ALL =
      Stream.of(
              CodeScenarios.all(),
              DriverScenarios.all(),
              HealthyScenarios.all(),
              InfrastructureScenarios.all(),
              LivenessScenarios.all(),
              MemoryScenarios.all(),
              ShuffleScenarios.all(),
              SizeScenarios.all())
          .flatMap(List::stream)
          .sorted(Comparator.comparing(Scenario::name))
          .toList();

  /** A dozen trials that stand for all, in ten minutes: every family, every form of evidence. */
  public static final List<String> REPRESENTATIVE =
      List.of(
          "decommission/3.5-g1-zstd",
          "direct-memory-limit/4.2-shenandoah-snappy",
          "disk-full/3.5-parallel-snappy",
          "driver-collect/4.1-serial-zstd",
          "executor-heap-oom/4.1-g1-zstd",
          "executor-sigstop/4.1-parallel-snappy",
          "gc-overhead-limit/3.5-parallel-lz4",
          "gc-stall-heartbeat/4.1-serial-zstd",
          "healthy-caught-oom/4.1-parallel-rolling",
          "native-crash/3.5-g1-lz4",
          "plain-sigkill/4.1-g1-zstd",
          "user-exception-naming-oom/3.5-parallel-zstd");

  private Scenarios() {}

  public static List<Scenario> all() {
    return List.copyOf(ALL);
  }

  /** The scenario of this name. */
  public static Scenario named(String name) {
    return all().stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadChoiceException(
                    "no scenario is called " + name + "; `bin/lab list` names them"));
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

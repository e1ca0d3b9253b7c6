package io.fizzle.lab.run;

import io.fizzle.lab.scenario.Fault;
import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Trial;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;
import java.util.List;
import java.util.stream.Collectors;

/** The page that introduces a recording to people. */
final class Readme {
  private Readme() {}

  static String of(Trial trial) {
    Scenario scenario = trial.scenario();
    Truth truth = scenario.truth();
    return String.join(
        "\n",
        "# " + scenario.title(),
        "",
        scenario.story(),
        "",
        faults(scenario.faults()),
        "",
        "| | |",
        "| --- | --- |",
        row(
            "Spark",
            "%s, standalone, %s"
                .formatted(trial.variant().spark().version(), scenario.cluster().describe())),
        row("Program", program(trial.workload()) + " (sources in `lab/src/workload/java`)"),
        row("Executor JVM", code(String.join(" ", trial.executorOptions()))),
        row("Outcome", truth.outcome()),
        row("Expected verdict", ids(truth.verdict())),
        row("Expected incident", ids(truth.incident())),
        "",
        "Recorded by " + code("bin/lab record " + trial.name()) + ".",
        "In the evidence only the recording machine's paths, host name, user and kernel build were",
        "replaced. `truth.json` says what was proved of the evidence before it got its label.",
        "");
  }

  private static String faults(List<Fault> faults) {
    return faults.isEmpty()
        ? "Nothing was done from outside."
        : faults.stream()
            .map(fault -> fault.action().story())
            .collect(Collectors.joining(" and ", "While it ran, the lab ", "."));
  }

  private static String row(String name, String value) {
    return "| " + name + " | " + value + " |";
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String program(Workload workload) {
    return code(workload.mainClass() + " " + String.join(" ", workload.arguments()));
  }

  private static String ids(List<String> causes) {
    return causes.isEmpty()
        ? "none"
        : causes.stream().map(Readme::code).collect(Collectors.joining(" or "));
  }
}

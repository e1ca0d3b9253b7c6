package io.fizzle.lab;

import java.util.List;
import java.util.stream.Collectors;

/** The page that introduces a recording to people. */
final class Readme {
  private Readme() {}

  static String of(Scenario scenario) {
    Truth truth = scenario.truth();
    String name = scenario.name();
    return String.join(
        "\n",
        "# " + scenario.title(),
        "",
        scenario.story(),
        "",
        scenario.fault().story(),
        "",
        "| | |",
        "| --- | --- |",
        row("Spark", scenario.spark().version() + ", standalone, " + workers(scenario)),
        row("Program", program(scenario.workload()) + " (sources in `lab/src/workload/java`)"),
        row("Executor JVM", code(String.join(" ", scenario.executorOptions()))),
        row("Outcome", truth.outcome()),
        row("Expected verdict", ids(truth.verdict())),
        row("Expected incident", ids(truth.incident())),
        "",
        "Look at it: " + code("bin/fizzle diagnose examples/" + name),
        "",
        "Recorded by "
            + code("mvn -q -pl lab compile exec:java -Dexec.args=\"record " + name + "\"")
            + ".",
        "In `evidence/` only the recording machine's paths, host name, user and kernel build were",
        "replaced. `truth.json` says what was proved of the evidence before it got its label.",
        "");
  }

  private static String row(String name, String value) {
    return "| " + name + " | " + value + " |";
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String workers(Scenario scenario) {
    return scenario.workers() + " workers with one core each";
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

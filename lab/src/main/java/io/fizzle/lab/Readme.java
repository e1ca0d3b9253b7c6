package io.fizzle.lab;

import java.util.List;
import java.util.stream.Collectors;

/** The page that introduces a recording to people. */
final class Readme {
  private Readme() {}

  static String of(Scenario scenario) {
    return """
    # %s

    %s

    %s

    | | |
    | --- | --- |
    | Spark | %s, standalone, %d workers with one core each |
    | Program | `%s %s` (sources in `lab/src/workload/java`) |
    | Executor JVM | `%s` |
    | Outcome | %s |
    | Expected verdict | %s |
    | Expected incident | %s |

    Look at it: `bin/fizzle diagnose examples/%s`

    Recorded by `mvn -q -pl lab compile exec:java -Dexec.args="record %s"`. In `evidence/` only the
    recording machine's paths, host name, user and kernel build were replaced. `truth.json` says what was
    proved of the evidence before it got its label.
    """
        .formatted(
            scenario.title(),
            scenario.story(),
            scenario.fault().story(),
            scenario.spark().version(),
            scenario.workers(),
            scenario.workload().mainClass(),
            String.join(" ", scenario.workload().arguments()),
            String.join(" ", scenario.executorOptions()),
            scenario.truth().outcome(),
            ids(scenario.truth().verdict()),
            ids(scenario.truth().incident()),
            scenario.name(),
            scenario.name());
  }

  private static String ids(List<String> causes) {
    return causes.isEmpty()
        ? "none"
        : causes.stream().map(cause -> "`" + cause + "`").collect(Collectors.joining(" or "));
  }
}

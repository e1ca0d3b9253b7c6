package io.fizzle.lab.scenario.code;

import io.fizzle.lab.scenario.Scenario;
import java.util.List;

/** Programs, class paths and inputs that are wrong, on a Spark that is sound. */
public final class CodeScenarios {
  private CodeScenarios() {}

  public static List<Scenario> all() {
    return List.of(
        ClassMissing.scenario(),
        DataMissing.scenario(),
        SqlAnalysis.scenario(),
        TaskNotSerializable.scenario(),
        UnreadableRow.scenario(),
        UserExceptionNamingOom.scenario(),
        UserExit.scenario());
  }
}

package io.fizzle.lab.scenario;

import java.util.Arrays;
import java.util.List;

/**
 * A program to submit to Spark.
 *
 * @param mainClass a class of {@code lab/src/workload/java}; its name appears in the logs, so it
 *     names the business, never the failure
 * @param arguments sizes, so that one program serves several scenarios
 */
public record Workload(String mainClass, List<String> arguments) {
  public Workload {
    arguments = List.copyOf(arguments);
  }

  public static Workload of(String mainClass, long... sizes) {
    return new Workload(mainClass, Arrays.stream(sizes).mapToObj(Long::toString).toList());
  }
}

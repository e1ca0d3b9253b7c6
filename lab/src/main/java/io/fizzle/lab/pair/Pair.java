package io.fizzle.lab.pair;

import io.fizzle.comparison.Comparison;
import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Trial;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.learning.Entry;
import java.nio.file.Path;
import java.util.List;

/**
 * Two runs of one program that differ in one known thing.
 *
 * @param name its id, a folder's name
 * @param title what is different, one line for people
 */
public record Pair(String name, String title, Trial before, Trial after, Expected expected) {

  static Pair of(
      String name, String title, Scenario scenario, Variant before, Variant after, Expected said) {
    return new Pair(name, title, new Trial(scenario, before), new Trial(scenario, after), said);
  }

  /** Where the evidence of the first run is kept, packed. */
  public Path before(Path pairs) {
    return pairs.resolve(name).resolve("before.zip");
  }

  /** Where the evidence of the second run is kept, packed. */
  public Path after(Path pairs) {
    return pairs.resolve(name).resolve("after.zip");
  }

  /** What {@code fizzle compare} says of the two runs that are kept. */
  public Comparison compare(Path pairs) {
    return Comparison.of(
        Entry.diagnose(List.of(before(pairs))).diagnosis(),
        Entry.diagnose(List.of(after(pairs))).diagnosis(),
        Comparison.TOLERANCE);
  }
}

package io.fizzle.history.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much a cause matters.
 *
 * @param failures how often
 * @param applications in how many
 * @param lostCoreHours at what cost
 */
public record Impact(String cause, long failures, long applications, double lostCoreHours) {
  /** A cause above this share of all impact is grave, above the next it counts. */
  private static final double GRAVE = 0.5;

  private static final double COUNTS = 0.1;

  /**
   * Failures times applications times core-hours, of which each failure costs a hundredth at least.
   */
  public double score() {
    return failures * applications * Math.max(lostCoreHours, failures / 100.0);
  }

  /** By cause, the gravest first. */
  static List<Impact> of(Observations seen) {
    Map<String, double[]> sums = new HashMap<>();
    Map<String, Set<String>> applications = new HashMap<>();
    for (int i = 0; i < seen.events().size(); i++) {
      EventLine event = seen.events().get(i);
      double[] sum = sums.computeIfAbsent(event.cause(), key -> new double[2]);
      sum[0]++;
      sum[1] += event.lostCoreHours();
      if (seen.runOf(i) >= 0) {
        applications
            .computeIfAbsent(event.cause(), key -> new HashSet<>())
            .add(seen.runs().get(seen.runOf(i)).key());
      }
    }
    List<Impact> impacts = new ArrayList<>();
    sums.forEach(
        (cause, sum) ->
            impacts.add(
                new Impact(
                    cause,
                    (long) sum[0],
                    applications.getOrDefault(cause, Set.of()).size(),
                    sum[1])));
    impacts.sort(
        Comparator.comparingDouble((Impact one) -> -one.score()).thenComparing(Impact::cause));
    return impacts;
  }

  /** {@code high}, {@code medium} or {@code low}, by its share of all impact. */
  public String level(List<Impact> all) {
    double sum = all.stream().mapToDouble(Impact::score).sum();
    return score() >= GRAVE * sum ? "high" : score() >= COUNTS * sum ? "medium" : "low";
  }
}

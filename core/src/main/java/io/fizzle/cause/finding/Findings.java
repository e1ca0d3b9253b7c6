package io.fizzle.cause.finding;

import io.fizzle.application.Application;
import java.util.Comparator;
import java.util.List;

/** All finding rules; adding one adds a line here. */
public final class Findings {
  private static final int MOST = 50;

  private static final List<FindingRule> RULES =
      List.of(
          new DataSkew(), new GcPressure(), new LargeTask(), new LargeTaskBinary(), new Spill());

  private Findings() {}

  /** Every rule, sorted by class name. */
  public static List<FindingRule> rules() {
    return RULES;
  }

  /** What costs, gravest first. */
  public static List<Finding> find(Application application) {
    return RULES.stream()
        .flatMap(rule -> rule.find(application).stream())
        .sorted(Comparator.comparing(Finding::severity).reversed())
        .limit(MOST)
        .toList();
  }
}

package io.fizzle.configuration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All rules over one configuration. */
public final class ConfigurationCheck {
  private static final List<ConfigurationRule> RULES =
      List.of(
          new KeyNames(),
          new SubmitOptions(),
          new Values(),
          new NamedClasses(),
          new PositiveNumbers(),
          new Contradictions(),
          new DynamicAllocation(),
          new OnKubernetes(),
          new WithoutEffect(),
          new MemorySizes(),
          new JvmOptionRules(),
          new JavaReleases());

  private ConfigurationCheck() {}

  /** The problems, the gravest first, and as they stand in the sources. */
  public static List<Problem> check(Configuration configuration) {
    Set<Problem> problems = new LinkedHashSet<>();
    RULES.forEach(rule -> rule.check(configuration, problems::add));
    List<Problem> sorted = new ArrayList<>(problems);
    sorted.sort(
        Comparator.comparing(Problem::severity)
            .thenComparing(problem -> problem.evidence().source().name())
            .thenComparing(problem -> problem.evidence().line())
            .thenComparing(Problem::key));
    return List.copyOf(sorted);
  }
}

package io.fizzle.learning;

import io.fizzle.cause.Causes;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a good diagnosis says of a run, in cause ids.
 *
 * @param outcome {@code succeeded} or {@code failed}
 * @param verdict accepted ids of the verdict
 * @param incident accepted ids of the main incident's first cause; empty where there is no incident
 * @param finding findings of which one must be named; empty where none needs to be
 */
public record Truth(
    String outcome, List<String> verdict, List<String> incident, List<String> finding) {
  public Truth {
    verdict = List.copyOf(verdict);
    incident = List.copyOf(incident);
    finding = List.copyOf(finding);
  }

  /** The application failed, and its main incident is the reason; any of the ids is right. */
  public static Truth failedOf(String... causes) {
    return new Truth("failed", List.of(causes), List.of(causes), List.of());
  }

  /** The application succeeded in spite of one incident; any of the ids is right. */
  public static Truth recoveredFrom(String... causes) {
    return new Truth("succeeded", List.of("healthy"), List.of(causes), List.of());
  }

  /** The application succeeded and nothing needs explaining. */
  public static Truth healthy() {
    return new Truth("succeeded", List.of("healthy"), List.of(), List.of());
  }

  /** The same, and one of these findings must be named. */
  public Truth finding(String... ids) {
    return new Truth(outcome, verdict, incident, List.of(ids));
  }

  /** One of these ids is right, and nothing else is known. */
  public static Truth labelled(Collection<String> causes) {
    List<String> sorted = causes.stream().sorted().toList();
    return new Truth("", sorted, sorted, List.of());
  }

  /** True where only the cause is known, and not how the application ended. */
  public boolean isLabelOnly() {
    return outcome.isEmpty();
  }

  /** All ids that are right for what needs explaining. */
  public Set<String> causes() {
    Set<String> causes = new TreeSet<>(incident);
    verdict.stream().filter(id -> !id.equals(Causes.HEALTHY)).forEach(causes::add);
    return causes;
  }

  /** The one name that stands for it in tables. */
  public String label() {
    return verdict.contains("healthy") && !incident.isEmpty()
        ? String.join(" or ", incident) + " (recovered)"
        : String.join(" or ", verdict);
  }
}

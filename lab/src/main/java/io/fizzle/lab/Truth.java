package io.fizzle.lab;

import java.util.List;

/**
 * What a good diagnosis says of the recording, in cause ids.
 *
 * @param outcome {@code succeeded} or {@code failed}
 * @param verdict accepted ids of the verdict
 * @param incident accepted ids of the main incident's first cause; empty where there is no incident
 * @param finding findings that must be named
 */
public record Truth(
    String outcome, List<String> verdict, List<String> incident, List<String> finding) {
  public Truth {
    verdict = List.copyOf(verdict);
    incident = List.copyOf(incident);
    finding = List.copyOf(finding);
  }

  /** The application failed, and its main incident is the reason. */
  public static Truth failedOf(String cause) {
    return new Truth("failed", List.of(cause), List.of(cause), List.of());
  }

  /** The application succeeded in spite of one incident. */
  public static Truth recoveredFrom(String cause) {
    return new Truth("succeeded", List.of("healthy"), List.of(cause), List.of());
  }

  /** The application succeeded and nothing needs explaining. */
  public static Truth healthy() {
    return new Truth("succeeded", List.of("healthy"), List.of(), List.of());
  }
}

package io.fizzle.history;

import java.util.List;

/**
 * Everything that is recorded of one run, in one piece.
 *
 * @param exposures its executors; empty where {@link ApplicationRun#exposed} is false
 * @param failures what went wrong, each once
 */
public record RunRecord(ApplicationRun run, List<Exposure> exposures, List<FailureEvent> failures) {
  public RunRecord {
    exposures = List.copyOf(exposures);
    failures = List.copyOf(failures);
  }
}

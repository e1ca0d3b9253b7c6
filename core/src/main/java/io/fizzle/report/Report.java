package io.fizzle.report;

import io.fizzle.diagnosis.Diagnosis;
import java.util.List;

/**
 * A diagnosis with the account of what was read for it.
 *
 * @param sources every source named or found, used or not
 */
public record Report(Diagnosis diagnosis, List<SourceUse> sources) {
  public Report {
    sources = List.copyOf(sources);
  }

  /** True where at least one source could be read. */
  public boolean hasRead() {
    return sources.stream().anyMatch(SourceUse::used);
  }
}

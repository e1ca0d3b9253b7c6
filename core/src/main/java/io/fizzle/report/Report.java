package io.fizzle.report;

import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.diagnosis.Foremost;
import java.util.List;

/**
 * The diagnoses of all applications that sources were found of, with the account of what was read.
 *
 * @param diagnosis the one to read first: the last attempt of the application whose failure is the
 *     gravest and most certain
 * @param others other applications and earlier attempts, in the order of their start; where there
 *     are many, with an outline of their application only
 * @param sources every source named or found, used or not
 */
public record Report(Diagnosis diagnosis, List<Diagnosis> others, List<SourceUse> sources) {
  public Report {
    others = List.copyOf(others);
    sources = List.copyOf(sources);
  }

  /** A report of one application. */
  public Report(Diagnosis diagnosis, List<SourceUse> sources) {
    this(diagnosis, List.of(), sources);
  }

  /** True where at least one source could be read. */
  public boolean hasRead() {
    return sources.stream().anyMatch(SourceUse::used);
  }

  /** All diagnoses, the one to read first in front. */
  public List<Diagnosis> all() {
    List<Diagnosis> all = new java.util.ArrayList<>(List.of(diagnosis));
    all.addAll(others);
    return all;
  }

  /** Attempts of the same application that came before the one told in full. */
  public List<Diagnosis> earlierAttempts() {
    return others.stream().filter(one -> Foremost.isAttemptBefore(one, diagnosis)).toList();
  }

  /** One report for each application, in the order of {@link #all()}. */
  public List<Report> each() {
    return all().stream().map(one -> new Report(one, List.of(), sources)).toList();
  }
}

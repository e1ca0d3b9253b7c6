package io.fizzle.learning;

import io.fizzle.cause.Causes;
import io.fizzle.cause.finding.Finding;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.diagnosis.Explained;
import io.fizzle.diagnosis.RankedCause;
import io.fizzle.report.Report;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a diagnosis said, cut down to what can be right or wrong.
 *
 * @param verdictConfidence stated probability of the verdict
 * @param cause the main incident's most probable cause, empty where there is none or it is not
 *     probable enough to be stated
 * @param causeConfidence its stated probability
 * @param troubles number of incidents that are not benign
 */
public record Said(
    String outcome,
    String verdict,
    double verdictConfidence,
    String cause,
    double causeConfidence,
    int troubles,
    Set<String> findings) {
  public Said {
    findings = Set.copyOf(findings);
  }

  /** Below this nothing is stated: the shipped threshold of a verdict. */
  static final double LEAST_STATED = 0.5;

  public static Said of(Report report) {
    Diagnosis diagnosis = report.diagnosis();
    Optional<RankedCause> top =
        main(diagnosis).flatMap(explained -> explained.topFrom(LEAST_STATED));
    Set<String> findings = new TreeSet<>();
    diagnosis.findings().stream().map(Finding::cause).forEach(findings::add);
    return new Said(
        diagnosis.application().outcome().id(),
        diagnosis.verdict().cause(),
        diagnosis.verdict().confidence(),
        top.map(cause -> cause.cause().id()).orElse(""),
        top.map(RankedCause::confidence).orElse(0.0),
        troubles(diagnosis),
        findings);
  }

  /** The incident that the verdict explains, else the gravest one. */
  static Optional<Explained> main(Diagnosis diagnosis) {
    String id = diagnosis.verdict().incident();
    return id == null ? diagnosis.incidents().stream().findFirst() : diagnosis.incident(id);
  }

  /** Incidents whose most probable cause means that something went wrong, or that have none. */
  private static int troubles(Diagnosis diagnosis) {
    return (int)
        diagnosis.incidents().stream()
            .filter(one -> one.top().filter(top -> top.cause().isBenign()).isEmpty())
            .count();
  }

  public boolean isUndetermined() {
    return verdict.equals(Causes.UNDETERMINED);
  }

  boolean isHealthy() {
    return verdict.equals(Causes.HEALTHY);
  }

  /** The one name that stands for it in tables. */
  public String label() {
    return isHealthy() && !cause.isEmpty() ? cause + " (recovered)" : verdict;
  }

  /** The probability that goes with {@link #label()}. */
  public double confidence() {
    return isHealthy() && !cause.isEmpty() ? causeConfidence : verdictConfidence;
  }
}

package io.fizzle.accuracy;

import io.fizzle.cases.Diagnosed;
import io.fizzle.cause.Causes;
import io.fizzle.diagnosis.RankedCause;
import java.util.Optional;
import java.util.Set;

/**
 * What a diagnosis said, cut down to what can be right or wrong.
 *
 * @param verdictConfidence stated probability of the verdict
 * @param cause the main incident's most probable cause, empty where there is none or it is not
 *     probable enough to be stated
 * @param causeConfidence its stated probability
 * @param troubles number of incidents that are not benign
 */
record Said(
    String outcome,
    String verdict,
    double verdictConfidence,
    String cause,
    double causeConfidence,
    int troubles,
    Set<String> findings) {
  /** Below this nothing is stated: the shipped threshold of a verdict. */
  static final double LEAST_STATED = 0.5;

  static Said of(Diagnosed diagnosed) {
    Optional<RankedCause> top = diagnosed.top().filter(cause -> cause.confidence() >= LEAST_STATED);
    return new Said(
        diagnosed.outcome(),
        diagnosed.verdict(),
        diagnosed.diagnosis().verdict().confidence(),
        top.map(cause -> cause.cause().id()).orElse(""),
        top.map(RankedCause::confidence).orElse(0.0),
        diagnosed.troubles().size(),
        diagnosed.findings());
  }

  boolean isUndetermined() {
    return verdict.equals(Causes.UNDETERMINED);
  }

  boolean isHealthy() {
    return verdict.equals(Causes.HEALTHY);
  }

  /** The one name that stands for it in tables. */
  String label() {
    return isHealthy() && !cause.isEmpty() ? cause + " (recovered)" : verdict;
  }

  /** The probability that goes with {@link #label()}. */
  double confidence() {
    return isHealthy() && !cause.isEmpty() ? causeConfidence : verdictConfidence;
  }
}

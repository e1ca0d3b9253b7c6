package io.fizzle.history.analysis;

import io.fizzle.history.Access;
import io.fizzle.history.Filter;
import io.fizzle.history.Filter.Field;
import io.fizzle.history.History;
import io.fizzle.history.SolutionAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of one solution, added up by how like the failure at hand was.
 *
 * @param sameCause as that of the failure at hand; else one of its family
 * @param sameApplication likewise; false where none is asked about
 * @param sameSignature likewise
 * @param attempts verified ones
 * @param successes of these
 * @param weighed attempts, each counting half after {@link Outcomes#HALF_LIFE}
 * @param weighedSuccesses successes, likewise
 * @param lastUsed the latest attempt
 */
record Outcomes(
    String solution,
    boolean sameCause,
    boolean sameApplication,
    boolean sameSignature,
    long attempts,
    long successes,
    double weighed,
    double weighedSuccesses,
    Instant lastUsed) {
  /**
   * After this time an outcome counts half. Spark, data and clusters change within a year or so:
   * what worked then proves little now.
   */
  static final Duration HALF_LIFE = Duration.ofDays(180);

  /** Added up by the database: of a large one, tens of thousands of rows come to a few. */
  private static final String SUMS =
      """
      SELECT w.solution, w.same_cause, w.same_application, w.same_signature, sum(w.attempts),
      sum(w.successes), sum(w.attempts * w.weight), sum(w.successes * w.weight), max(w.last_used)
      FROM (SELECT s.solution, s.attempts, s.successes, s.last_used,
        CASE WHEN s.cause = ? THEN 1 ELSE 0 END AS same_cause,
        CASE WHEN s.application = ? THEN 1 ELSE 0 END AS same_application,
        CASE WHEN s.signature = ? THEN 1 ELSE 0 END AS same_signature,
        power(CAST(0.5 AS DOUBLE PRECISION), CASE WHEN s.last_used < ?
          THEN CAST(? - s.last_used AS DOUBLE PRECISION) / ? ELSE 0 END) AS weight
        FROM failure_solutions s WHERE {s}) w
      GROUP BY w.solution, w.same_cause, w.same_application, w.same_signature\
      """;

  /** Those of these causes. */
  static List<Outcomes> of(
      History history, Access access, List<String> causes, Remedies.Subject subject, Instant now) {
    long time = now.toEpochMilli();
    List<Outcomes> all = new ArrayList<>();
    history.ask(
        access,
        Filter.ALL.with(Field.CAUSE, causes),
        SUMS,
        List.of(
            subject.cause(),
            subject.application(),
            subject.signature(),
            time,
            time,
            (double) HALF_LIFE.toMillis()),
        row ->
            all.add(
                new Outcomes(
                    row.text(1),
                    row.number(2) == 1,
                    row.number(3) == 1,
                    row.number(4) == 1,
                    row.number(5),
                    row.number(6),
                    row.real(7),
                    row.real(8),
                    Instant.ofEpochMilli(row.number(9)))));
    return all;
  }

  Outcomes plus(Outcomes other) {
    return new Outcomes(
        solution,
        sameCause && other.sameCause,
        sameApplication && other.sameApplication,
        sameSignature && other.sameSignature,
        attempts + other.attempts,
        successes + other.successes,
        weighed + other.weighed,
        weighedSuccesses + other.weighedSuccesses,
        lastUsed.isAfter(other.lastUsed) ? lastUsed : other.lastUsed);
  }

  /** True where nothing was changed. */
  boolean isOfRunningAgain() {
    return solution.equals(SolutionAttempt.RUN_AGAIN);
  }

  Proven proven() {
    return new Proven(
        solution, successes, attempts, LowerBound.of(weighedSuccesses, weighed), lastUsed);
  }
}

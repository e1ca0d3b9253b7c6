package io.fizzle.history.analysis;

import io.fizzle.history.Access;
import io.fizzle.history.Filter;
import io.fizzle.history.History;
import io.fizzle.history.SolutionAttempt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A failure that a change solved: a later run of comparable size succeeded.
 *
 * @param solution what was changed
 * @param failures how many it solved
 */
public record Solved(
    String project, String application, String cause, String solution, long failures) {
  private static final String SOLVED =
      """
      SELECT a.project, a.application, a.cause, a.solution, count(*) FROM solution_attempts a
      WHERE {a} AND a.verified_at >= ? AND a.verified_at < ? AND a.outcome = 'worked'
      AND a.solution <> ? GROUP BY a.project, a.application, a.cause, a.solution\
      """;

  /** Verified in the window of a question; only running again is no change. */
  static List<Solved> of(History history, Access access, Question question) {
    Window window = question.window();
    // of any time: what matters is when it was verified
    Filter filter = new Filter(question.values(), null, null, 0);
    List<Solved> found = new ArrayList<>();
    history.ask(
        access,
        filter,
        SOLVED,
        List.of(
            window.from().toEpochMilli(), window.until().toEpochMilli(), SolutionAttempt.RUN_AGAIN),
        row ->
            found.add(
                new Solved(row.text(1), row.text(2), row.text(3), row.text(4), row.number(5))));
    found.sort(
        Comparator.comparingLong((Solved one) -> -one.failures())
            .thenComparing(Solved::application)
            .thenComparing(Solved::solution));
    return found;
  }
}

package io.fizzle.history.analysis;

import io.fizzle.application.Outcome;
import io.fizzle.history.Access;
import io.fizzle.history.History;
import java.util.List;

/** Figures of a time, without a look at each run. */
final class Previous {
  private static final String RUNS =
      """
      SELECT r.outcome, count(*), sum(r.core_hours), sum(r.memory_hours),
      sum(r.lost_core_hours) FROM application_runs r WHERE {r} GROUP BY r.outcome\
      """;

  private Previous() {}

  /** The figures; what only counting each run would tell is left at 0. */
  static Summary of(History history, Access access, Question question) {
    if (question.isOfSomeFailures()) {
      // what these cost, each run has to tell
      return Summary.of(Observing.withoutNodes(history, access, question));
    }
    double[] sums = new double[6];
    history.ask(
        access,
        question.runs(),
        RUNS,
        List.of(),
        row -> {
          sums[0] += row.number(2);
          sums[1] += row.text(1).equals(Outcome.FAILED.id()) ? row.number(2) : 0;
          sums[2] += row.real(3);
          sums[3] += row.real(4);
          sums[4] += row.real(5);
          sums[5] += row.text(1).equals(Outcome.UNKNOWN.id()) ? row.number(2) : 0;
        });
    long unknown = (long) sums[5];
    return new Summary(
        (long) sums[0], 0, (long) sums[1], unknown, 0, 0, 0, 0, sums[2], sums[3], sums[4]);
  }
}

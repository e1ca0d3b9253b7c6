package io.fizzle.history.analysis;

import io.fizzle.application.Outcome;
import io.fizzle.history.Access;
import io.fizzle.history.Filter.Field;
import io.fizzle.history.History;
import java.util.List;

/** Figures of a time, without a look at each run. */
final class Previous {
  private static final String RUNS =
      """
      SELECT r.outcome, r.cause, count(*), sum(r.core_hours), sum(r.memory_hours),
      sum(r.lost_core_hours) FROM application_runs r WHERE {r} GROUP BY r.outcome, r.cause\
      """;

  private Previous() {}

  /** The figures; what only counting each run would tell is left at 0. */
  static Summary of(History history, Access access, Question question) {
    double[] sums = new double[5];
    history.ask(
        access,
        question.runs(),
        RUNS,
        List.of(),
        row -> {
          sums[0] += row.number(3);
          boolean died =
              row.text(1).equals(Outcome.FAILED.id()) && question.accepts(Field.CAUSE, row.text(2));
          sums[1] += died ? row.number(3) : 0;
          sums[2] += row.real(4);
          sums[3] += row.real(5);
          sums[4] += row.real(6);
        });
    return new Summary((long) sums[0], 0, (long) sums[1], 0, 0, 0, sums[2], sums[3], sums[4]);
  }
}

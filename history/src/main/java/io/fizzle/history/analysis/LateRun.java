package io.fizzle.history.analysis;

import io.fizzle.history.Access;
import io.fizzle.history.Filter;
import io.fizzle.history.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A run that started before a window of time and failed in it. Windows count runs by their start:
 * without these, what runs overnight and fails in the morning would be in no digest.
 *
 * @param id of the run
 * @param cause of its verdict
 */
public record LateRun(
    String id, String project, String application, String cause, Instant started, Instant ended) {
  private static final String LATE =
      """
      SELECT r.id, r.project, r.application, r.cause, r.started_at, r.ended_at
      FROM application_runs r WHERE {r} AND r.outcome = 'failed' AND r.started_at < ?
      AND r.ended_at >= ? AND r.ended_at < ?\
      """;

  /** The longest that is looked for: streaming applications run for weeks. */
  private static final int MOST_DAYS = 60;

  /** Those of a question, the latest first. */
  static List<LateRun> of(History history, Access access, Question question) {
    Window window = question.window();
    long from = window.from().toEpochMilli();
    Filter runs = question.runs().since(window.from().minus(java.time.Duration.ofDays(MOST_DAYS)));
    List<LateRun> found = new ArrayList<>();
    history.ask(
        access,
        runs,
        LATE,
        List.of(from, from, window.until().toEpochMilli()),
        row -> {
          if (question.accepts(Filter.Field.CAUSE, row.text(4))
              && !Families.isPlanned(row.text(4))) {
            found.add(
                new LateRun(
                    row.text(1),
                    row.text(2),
                    row.text(3),
                    row.text(4),
                    Instant.ofEpochMilli(row.number(5)),
                    Instant.ofEpochMilli(row.number(6))));
          }
        });
    found.sort(Comparator.comparing(LateRun::ended).reversed().thenComparing(LateRun::id));
    return found;
  }
}

package io.fizzle.history.analysis;

import io.fizzle.history.Access;
import io.fizzle.history.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A failure that an application did not have before.
 *
 * @param first when it happened first
 */
public record Novelty(
    String project,
    String application,
    String cause,
    String message,
    long failures,
    Instant first,
    String id) {
  private static final String NEW =
      """
      SELECT f.project, f.application, f.cause, min(f.message), count(*), min(f.at), min(f.id)
      FROM failure_events f WHERE {f} AND f.at < ? AND NOT EXISTS (SELECT 1 FROM failure_events o
      WHERE o.signature = f.signature AND o.application = f.application AND o.project = f.project
      AND o.cluster = f.cluster AND o.at < ?)
      GROUP BY f.project, f.application, f.cause, f.signature\
      """;

  /** What is new in the window of a question, the most frequent first. */
  static List<Novelty> of(History history, Access access, Question question) {
    List<Novelty> found = new ArrayList<>();
    history.ask(
        access,
        question.failures(),
        NEW,
        List.of(question.window().until().toEpochMilli(), question.window().from().toEpochMilli()),
        row -> {
          if (!Families.isPlanned(row.text(3))) {
            found.add(
                new Novelty(
                    row.text(1),
                    row.text(2),
                    row.text(3),
                    row.text(4),
                    row.number(5),
                    Instant.ofEpochMilli(row.number(6)),
                    row.text(7)));
          }
        });
    found.sort(
        Comparator.comparingLong((Novelty one) -> -one.failures())
            .thenComparing(Novelty::application)
            .thenComparing(Novelty::id));
    return found;
  }
}

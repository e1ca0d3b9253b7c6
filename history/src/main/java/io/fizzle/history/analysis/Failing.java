package io.fizzle.history.analysis;

import io.fizzle.history.Access;
import io.fizzle.history.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An application that failed, and of what.
 *
 * @param application with its project before it
 * @param unknown runs of which it is not known how they ended
 * @param died runs that failed
 * @param failures failure events
 * @param causes with their numbers, the most frequent first: {@code heap-oom 3}
 */
public record Failing(
    String application, long runs, long unknown, long died, long failures, List<String> causes) {
  private static final String CAUSES =
      """
      SELECT r.project, r.application, f.type, f.cause, count(*) FROM application_runs r
      JOIN failure_events f ON f.run = r.seq WHERE {r}
      GROUP BY r.project, r.application, f.type, f.cause\
      """;

  public Failing {
    causes = List.copyOf(causes);
  }

  /** Those that an analysis of the question found, the most frequent first. */
  static List<Failing> of(Analysis analysis, History history, Access access, Question question) {
    Map<String, Map<String, Long>> causes = new HashMap<>();
    history.ask(
        access,
        question.runs(),
        CAUSES,
        List.of(),
        row -> {
          String cause = row.text(4);
          if (question.asksFor(row.text(3), cause) && !Families.isPlanned(cause)) {
            causes
                .computeIfAbsent(row.text(1) + "/" + row.text(2), key -> new HashMap<>())
                .merge(cause, row.number(5), Long::sum);
          }
        });
    List<Failing> failing = new ArrayList<>();
    for (Pattern pattern : analysis.patterns()) {
      if (pattern.by().equals("application")) {
        for (Pattern.Row row : pattern.rows()) {
          if (row.bad() > 0) {
            failing.add(
                new Failing(
                    row.value(),
                    row.runs(),
                    row.unknown(),
                    row.died(),
                    row.failures(),
                    Words.counts(causes.getOrDefault(row.value(), Map.of()))));
          }
        }
      }
    }
    failing.sort(
        Comparator.comparingLong((Failing one) -> -one.died())
            .thenComparingLong(one -> -one.failures())
            .thenComparing(Failing::application));
    return failing;
  }

  String words() {
    return application
        + ": "
        + Words.runsFailed(died, runs - unknown, unknown)
        + Words.unknown(unknown, runs - unknown)
        + (causes.isEmpty() ? "" : " (" + String.join(", ", causes) + ")");
  }
}

package io.fizzle.history.store;

import io.fizzle.history.Days;
import io.fizzle.history.Feedback;
import io.fizzle.history.Resolution;
import io.fizzle.history.SolutionAttempt;
import io.fizzle.history.SolutionAttempt.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is known of solutions and what people said. Within one transaction. */
final class Knowledge {
  private static final String ADD_OUTCOME =
      """
      INSERT INTO failure_solutions VALUES (?,?,?,?,?,?,?,?,?,?)
      ON CONFLICT (cause, application, signature, project, solution, month) DO UPDATE SET
      attempts = failure_solutions.attempts + excluded.attempts,
      successes = failure_solutions.successes + excluded.successes,
      failures = failure_solutions.failures + excluded.failures,
      last_used = CASE WHEN excluded.last_used > failure_solutions.last_used
        THEN excluded.last_used ELSE failure_solutions.last_used END\
      """;

  private final Connection connection;

  Knowledge(Connection connection) {
    this.connection = connection;
  }

  void write(Feedback feedback) throws SQLException {
    try (Batch delete = new Batch(connection, "DELETE FROM feedback WHERE id = ?")) {
      delete.add(feedback.id());
      delete.flush();
    }
    try (Batch insert =
        new Batch(connection, "INSERT INTO feedback VALUES (?,?,?,?,?,?,?,?,?,?,?)")) {
      insert.add(
          feedback.id(),
          feedback.failure(),
          feedback.origin().cluster(),
          feedback.origin().project(),
          feedback.origin().team(),
          feedback.right(),
          feedback.stated(),
          feedback.actual(),
          feedback.note(),
          feedback.by(),
          feedback.at().toEpochMilli());
      insert.flush();
    }
  }

  /** Only what was verified counts among the solutions. The same id again replaces it. */
  void write(List<SolutionAttempt> attempts) throws SQLException {
    Map<String, SolutionAttempt> latest = new LinkedHashMap<>();
    attempts.forEach(attempt -> latest.put(attempt.id(), attempt));
    takeBack("a.id IN (?)", latest.keySet());
    try (Batch insert =
        new Batch(
            connection, "INSERT INTO solution_attempts VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")) {
      for (SolutionAttempt attempt : latest.values()) {
        java.time.Instant verified = attempt.verified();
        insert.add(
            attempt.id(),
            attempt.failure(),
            attempt.origin().cluster(),
            attempt.origin().project(),
            attempt.origin().team(),
            attempt.application(),
            attempt.cause(),
            attempt.signature(),
            attempt.solution(),
            Json.of(attempt.changes()),
            attempt.appliedBy(),
            attempt.applied().toEpochMilli(),
            attempt.outcome().id(),
            verified == null ? null : verified.toEpochMilli(),
            attempt.run());
      }
      insert.flush();
    }
    count(latest.values(), 1);
  }

  /** Takes back what was recognised in these runs: they are about to be looked at again. */
  void takeBackRecognised(Collection<String> runs) throws SQLException {
    takeBack("a.applied_by = '" + SolutionAttempt.RECOGNISED + "' AND a.run IN (?)", runs);
  }

  /** Failures that are open have come to an end. */
  void resolve(Map<String, Resolution> ends) throws SQLException {
    try (Batch update =
        new Batch(
            connection,
            "UPDATE failure_events SET resolution = ?, resolved_at = ?,"
                + " resolved_automatically = ? WHERE id = ? AND resolution = 'open'")) {
      for (Map.Entry<String, Resolution> end : ends.entrySet()) {
        Resolution how = end.getValue();
        java.time.Instant at = how.at();
        update.add(
            how.kind().id(), at == null ? null : at.toEpochMilli(), how.automatic(), end.getKey());
      }
      update.flush();
    }
  }

  private void takeBack(String which, Collection<String> ids) throws SQLException {
    List<SolutionAttempt> known = new ArrayList<>();
    ByIds.each(
        connection,
        "SELECT " + Rows.ATTEMPT + " FROM solution_attempts a WHERE " + which,
        ids,
        row -> known.add(Rows.attempt(row)));
    count(known, -1);
    try (Batch delete = new Batch(connection, "DELETE FROM solution_attempts WHERE id = ?")) {
      for (SolutionAttempt attempt : known) {
        delete.add(attempt.id());
      }
      delete.flush();
    }
  }

  /** What outcomes are counted by. */
  private record Key(
      String cause,
      String application,
      String signature,
      String project,
      String solution,
      int month) {}

  /** Outcomes with one key. */
  private static final class Counts {
    int worked;
    int failed;
    long lastUsed = Long.MIN_VALUE;
  }

  /** Each key once: PostgreSQL raises no row twice in one statement. */
  private void count(Collection<SolutionAttempt> attempts, int sign) throws SQLException {
    Map<Key, Counts> sums = new LinkedHashMap<>();
    for (SolutionAttempt attempt : attempts) {
      if (attempt.outcome() != Outcome.PENDING) {
        Counts counts = sums.computeIfAbsent(key(attempt), key -> new Counts());
        counts.worked += attempt.outcome() == Outcome.WORKED ? sign : 0;
        counts.failed += attempt.outcome() == Outcome.WORKED ? 0 : sign;
        counts.lastUsed = Math.max(counts.lastUsed, attempt.applied().toEpochMilli());
      }
    }
    try (Batch add = new Batch(connection, ADD_OUTCOME)) {
      for (Map.Entry<Key, Counts> sum : sums.entrySet()) {
        Key key = sum.getKey();
        Counts counts = sum.getValue();
        add.add(
            key.cause(),
            key.application(),
            key.signature(),
            key.project(),
            key.solution(),
            key.month(),
            counts.worked + counts.failed,
            counts.worked,
            counts.failed,
            counts.lastUsed);
      }
      add.flush();
    }
  }

  private static Key key(SolutionAttempt attempt) {
    return new Key(
        attempt.cause(),
        attempt.application(),
        attempt.signature(),
        attempt.origin().project(),
        attempt.solution(),
        Days.month(attempt.applied()));
  }
}

package io.fizzle.history.store;

import io.fizzle.history.Days;
import io.fizzle.history.Feedback;
import io.fizzle.history.Resolution;
import io.fizzle.history.SolutionAttempt;
import io.fizzle.history.SolutionAttempt.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

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

  /** Only what was verified counts among the solutions. */
  void write(SolutionAttempt attempt) throws SQLException {
    takeBack(attempt.id());
    java.time.Instant verified = attempt.verified();
    try (Batch insert =
        new Batch(
            connection, "INSERT INTO solution_attempts VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")) {
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
      insert.flush();
    }
    if (attempt.outcome() != Outcome.PENDING) {
      count(attempt, 1);
    }
  }

  /** Takes back what was recognised in this run: it is about to be looked at again. */
  void takeBackRecognised(String run) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id FROM solution_attempts WHERE run = ? AND applied_by = ?")) {
      statement.setString(1, run);
      statement.setString(2, SolutionAttempt.RECOGNISED);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
      }
    }
    for (String id : ids) {
      takeBack(id);
    }
  }

  /** A failure that is open has come to an end. */
  void resolve(String failure, Resolution how) throws SQLException {
    java.time.Instant at = how.at();
    try (Batch update =
        new Batch(
            connection,
            "UPDATE failure_events SET resolution = ?, resolved_at = ?,"
                + " resolved_automatically = ? WHERE id = ? AND resolution = 'open'")) {
      update.add(how.kind().id(), at == null ? null : at.toEpochMilli(), how.automatic(), failure);
      update.flush();
    }
  }

  private void takeBack(String id) throws SQLException {
    SolutionAttempt known = null;
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT " + Rows.ATTEMPT + " FROM solution_attempts a WHERE a.id = ?")) {
      statement.setString(1, id);
      try (ResultSet row = statement.executeQuery()) {
        if (row.next()) {
          known = Rows.attempt(row);
        }
      }
    }
    if (known == null) {
      return;
    }
    if (known.outcome() != Outcome.PENDING) {
      count(known, -1);
    }
    try (Batch delete = new Batch(connection, "DELETE FROM solution_attempts WHERE id = ?")) {
      delete.add(id);
      delete.flush();
    }
  }

  private void count(SolutionAttempt attempt, int sign) throws SQLException {
    boolean worked = attempt.outcome() == Outcome.WORKED;
    try (Batch add = new Batch(connection, ADD_OUTCOME)) {
      add.add(
          attempt.cause(),
          attempt.application(),
          attempt.signature(),
          attempt.origin().project(),
          attempt.solution(),
          Days.month(attempt.applied()),
          sign,
          worked ? sign : 0,
          worked ? 0 : sign,
          attempt.applied().toEpochMilli());
      add.flush();
    }
  }
}

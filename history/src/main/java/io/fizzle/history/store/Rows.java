package io.fizzle.history.store;

import io.fizzle.application.Outcome;
import io.fizzle.history.ApplicationRun;
import io.fizzle.history.Exposure;
import io.fizzle.history.FailureCorrelation;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.FailureSolution;
import io.fizzle.history.Feedback;
import io.fizzle.history.Origin;
import io.fizzle.history.Program;
import io.fizzle.history.Resolution;
import io.fizzle.history.Resources;
import io.fizzle.history.SolutionAttempt;
import io.fizzle.history.Use;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Records out of rows. */
final class Rows {
  static final double MILLIS_PER_HOUR = 3_600_000.0;

  static final String RUN =
      """
      r.id, r.cluster, r.project, r.team, r.application, r.spark_version, r.image,
      r.application_id, r.attempt, r.manager, r.started_at, r.ended_at, r.outcome, r.cause,
      r.confidence, r.executor_cores, r.executor_memory, r.driver_memory, r.executors,
      r.core_hours, r.memory_hours, r.lost_core_hours, r.input_bytes, r.tasks, g.properties,
      r.exposed, r.evidence_bytes, r.recorded_at, r.seq\
      """;

  static final String EXPOSURE = "e.executor, e.node, e.from_at, e.until_at, e.cores, e.failure";

  /** Without victims, excerpts and candidates: they make up most of a failure's size. */
  static final String FAILURE_IN_BRIEF =
      """
      f.id, u.id AS run_id, f.cluster, f.project, f.team, f.application, f.spark_version, f.image,
      f.type, f.cause, f.confidence, f.fatal, f.phase, f.at, f.signature, f.message,
      f.occurrences, f.lost_core_hours, f.resolution, f.resolved_at, f.resolved_automatically,
      '' AS evidence\
      """;

  static final String FAILURE = FAILURE_IN_BRIEF.replace("'' AS evidence", "f.evidence");

  static final String CORRELATION =
      """
      c.day, c.cluster, c.project, c.kind, c.value, c.cause, c.runs, c.executors,
      c.executor_millis, c.events, c.lost_core_millis, c.first_seen, c.last_seen\
      """;

  static final String SOLUTION =
      """
      s.month, s.project, s.application, s.cause, s.signature, s.solution, s.attempts,
      s.successes, s.failures, s.last_used\
      """;

  static final String ATTEMPT =
      """
      a.id, a.failure, a.cluster, a.project, a.team, a.application, a.cause, a.signature,
      a.solution, a.changes, a.applied_by, a.applied_at, a.outcome, a.verified_at, a.run\
      """;

  static final String FEEDBACK =
      """
      b.id, b.failure, b.cluster, b.project, b.team, b.is_right, b.stated, b.actual, b.note,
      b.given_by, b.given_at\
      """;

  private Rows() {}

  static ApplicationRun run(ResultSet row) throws SQLException {
    return new ApplicationRun(
        row.getString(1),
        new Origin(row.getString(2), row.getString(3), row.getString(4)),
        new Program(row.getString(5), row.getString(6), row.getString(7)),
        row.getString(8),
        row.getInt(9),
        row.getString(10),
        time(row, 11),
        maybe(row, 12),
        outcome(row.getString(13)),
        row.getString(14),
        row.getDouble(15),
        new Resources(row.getInt(16), row.getLong(17), row.getLong(18)),
        new Use(
            row.getInt(19),
            row.getDouble(20),
            row.getDouble(21),
            row.getDouble(22),
            row.getLong(23),
            row.getLong(24)),
        Json.properties(row.getString(25)),
        row.getInt(26) == 1,
        row.getLong(27),
        time(row, 28));
  }

  private static Outcome outcome(String id) {
    return Arrays.stream(Outcome.values())
        .filter(outcome -> outcome.id().equals(id))
        .findFirst()
        .orElse(Outcome.UNKNOWN);
  }

  static Exposure exposure(ResultSet row) throws SQLException {
    return new Exposure(
        row.getString(1),
        row.getString(2),
        time(row, 3),
        time(row, 4),
        row.getInt(5),
        row.getString(6));
  }

  static FailureEvent failure(ResultSet row) throws SQLException {
    Json.Particulars particulars = Json.particulars(row.getString(22));
    return new FailureEvent(
        row.getString(1),
        row.getString(2),
        new Origin(row.getString(3), row.getString(4), row.getString(5)),
        new Program(row.getString(6), row.getString(7), row.getString(8)),
        row.getString(9),
        row.getString(10),
        row.getDouble(11),
        row.getInt(12) == 1,
        row.getString(13),
        time(row, 14),
        row.getString(15),
        row.getString(16),
        row.getInt(17),
        particulars.victims(),
        row.getDouble(18),
        particulars.excerpts(),
        particulars.candidates(),
        new Resolution(Resolution.Kind.of(row.getString(19)), maybe(row, 20), row.getInt(21) == 1));
  }

  static FailureCorrelation correlation(ResultSet row) throws SQLException {
    return new FailureCorrelation(
        row.getInt(1),
        row.getString(2),
        row.getString(3),
        FailureCorrelation.Kind.of(row.getString(4)),
        row.getString(5),
        row.getString(6),
        row.getLong(7),
        row.getLong(8),
        row.getLong(9) / MILLIS_PER_HOUR,
        row.getLong(10),
        row.getLong(11) / MILLIS_PER_HOUR,
        time(row, 12),
        time(row, 13));
  }

  static FailureSolution solution(ResultSet row) throws SQLException {
    return new FailureSolution(
        row.getInt(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getInt(7),
        row.getInt(8),
        row.getInt(9),
        time(row, 10));
  }

  static SolutionAttempt attempt(ResultSet row) throws SQLException {
    return new SolutionAttempt(
        row.getString(1),
        row.getString(2),
        new Origin(row.getString(3), row.getString(4), row.getString(5)),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        Json.properties(row.getString(10)),
        row.getString(11),
        time(row, 12),
        SolutionAttempt.Outcome.of(row.getString(13)),
        maybe(row, 14),
        row.getString(15));
  }

  static Feedback feedback(ResultSet row) throws SQLException {
    return new Feedback(
        row.getString(1),
        row.getString(2),
        new Origin(row.getString(3), row.getString(4), row.getString(5)),
        row.getInt(6) == 1,
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getString(10),
        time(row, 11));
  }

  private static Instant time(ResultSet row, int column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  private static @Nullable Instant maybe(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}

package io.fizzle.history.store;

import io.fizzle.history.ApplicationRun;
import io.fizzle.history.Exposure;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.NodeCounts;
import io.fizzle.history.Program;
import io.fizzle.history.RunRecord;
import io.fizzle.history.Victim;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes runs that are not there, many at once. Within one transaction; not thread-safe. */
final class RunWriter implements AutoCloseable {
  private static final int HASH = 16;

  /** Runs that wait in memory to be sent together. */
  private static final int RUNS_AT_ONCE = 256;

  private final Batch configurations;
  private final Batch runs;
  private final Batch exposures;
  private final Batch failures;
  private final Batch victims;
  private final Batch correlations;
  private final Tally tally = new Tally();
  private final Set<String> known = new HashSet<>();
  private int lastRun;
  private int lastFailure;
  private int waiting;

  RunWriter(Connection connection) throws SQLException {
    configurations =
        new Batch(
            connection, "INSERT INTO configurations VALUES (?, ?) ON CONFLICT (hash) DO NOTHING");
    runs =
        new Batch(
            connection,
            """
            INSERT INTO application_runs VALUES
            (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)\
            """);
    exposures = new Batch(connection, "INSERT INTO exposures VALUES (?,?,?,?,?,?,?)");
    failures =
        new Batch(
            connection,
            """
            INSERT INTO failure_events VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)\
            """);
    victims = new Batch(connection, "INSERT INTO failure_victims VALUES (?,?,?,?)");
    correlations = new Batch(connection, ADD_COUNTS);
    lastRun = last(connection, "application_runs");
    lastFailure = last(connection, "failure_events");
  }

  private static final String ADD_COUNTS =
      """
      INSERT INTO failure_correlations VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)
      ON CONFLICT (kind, day, project, cluster, cause, value) DO UPDATE SET
      runs = failure_correlations.runs + excluded.runs,
      executors = failure_correlations.executors + excluded.executors,
      executor_millis = failure_correlations.executor_millis + excluded.executor_millis,
      events = failure_correlations.events + excluded.events,
      lost_core_millis = failure_correlations.lost_core_millis + excluded.lost_core_millis,
      first_seen = CASE WHEN excluded.first_seen < failure_correlations.first_seen
        THEN excluded.first_seen ELSE failure_correlations.first_seen END,
      last_seen = CASE WHEN excluded.last_seen > failure_correlations.last_seen
        THEN excluded.last_seen ELSE failure_correlations.last_seen END\
      """;

  private static int last(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT coalesce(max(seq), 0) FROM " + table)) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  /** The number of the run that was added last. */
  int lastRun() {
    return lastRun;
  }

  /** Adds to the counts of the days. */
  Tally tally() {
    return tally;
  }

  void add(RunRecord record) throws SQLException {
    int run = ++lastRun;
    add(run, record.run(), NodeCounts.of(record.exposures()));
    for (Exposure exposure : record.exposures()) {
      exposures.add(
          run,
          exposure.executor(),
          exposure.node(),
          exposure.from().toEpochMilli(),
          exposure.until().toEpochMilli(),
          exposure.cores(),
          exposure.failure());
    }
    for (FailureEvent failure : record.failures()) {
      add(run, failure);
    }
    tally.add(record, 1);
    if (++waiting == RUNS_AT_ONCE) {
      send();
    }
  }

  private void add(int seq, ApplicationRun run, String nodes) throws SQLException {
    String properties = Json.of(run.configuration());
    String hash = hash(properties);
    if (known.add(hash)) {
      configurations.add(hash, properties);
    }
    Program program = run.program();
    runs.add(
        seq,
        run.id(),
        run.origin().cluster(),
        run.origin().project(),
        run.origin().team(),
        program.application(),
        program.sparkVersion(),
        program.image(),
        run.applicationId(),
        run.attempt(),
        run.manager(),
        run.started().toEpochMilli(),
        millis(run.ended()),
        run.outcome().id(),
        run.cause(),
        run.confidence(),
        run.resources().executorCores(),
        run.resources().executorMemory(),
        run.resources().driverMemory(),
        run.use().executors(),
        run.use().coreHours(),
        run.use().memoryHours(),
        run.use().lostCoreHours(),
        run.use().inputBytes(),
        run.use().tasks(),
        hash,
        run.exposed(),
        nodes,
        run.evidenceBytes(),
        run.recorded().toEpochMilli());
  }

  private void add(int run, FailureEvent failure) throws SQLException {
    int seq = ++lastFailure;
    failures.add(
        seq,
        failure.id(),
        run,
        failure.origin().cluster(),
        failure.origin().project(),
        failure.origin().team(),
        failure.program().application(),
        failure.program().sparkVersion(),
        failure.program().image(),
        failure.type(),
        failure.cause(),
        failure.confidence(),
        failure.fatal(),
        failure.phase(),
        failure.at().toEpochMilli(),
        failure.nodes().stream().map(RunWriter::line).collect(Collectors.joining("\n")),
        failure.occurrences(),
        failure.lostCoreHours(),
        failure.signature(),
        failure.message(),
        failure.resolution().kind().id(),
        millis(failure.resolution().at()),
        failure.resolution().automatic(),
        Json.of(new Json.Particulars(failure.victims(), failure.excerpts(), failure.candidates())));
    for (Victim victim : failure.victims()) {
      victims.add(seq, victim.executor(), victim.node(), victim.pod());
    }
  }

  private static String line(String node) {
    return node.replace('\n', ' ');
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }

  /** Parents first. */
  private void send() throws SQLException {
    configurations.flush();
    runs.flush();
    exposures.flush();
    failures.flush();
    victims.flush();
    waiting = 0;
  }

  /** Sends everything. */
  void flush() throws SQLException {
    send();
    for (Map.Entry<Tally.Key, Tally.Counts> row : tally.rows().entrySet()) {
      Tally.Key key = row.getKey();
      Tally.Counts counts = row.getValue();
      correlations.add(
          key.day(),
          key.kind().id(),
          key.project(),
          key.cluster(),
          key.cause(),
          key.value(),
          counts.runs,
          counts.executors,
          counts.executorMillis,
          counts.events,
          counts.lostCoreMillis,
          counts.firstSeen,
          counts.lastSeen);
    }
    correlations.flush();
    tally.rows().clear();
  }

  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() throws SQLException {
    for (Batch batch :
        new Batch[] {configurations, runs, exposures, failures, victims, correlations}) {
      batch.close();
    }
  }
}

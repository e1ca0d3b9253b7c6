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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes runs that are not there, many at once. Within one transaction; not thread-safe. */
final class RunWriter implements AutoCloseable {
  private static final int HASH = 16;

  /** Runs that wait in memory to be sent together. */
  private static final int RUNS_AT_ONCE = 256;

  private final Batch configurations;
  private final Inserts runs;
  private final Inserts exposures;
  private final Inserts failures;
  private final Inserts victims;

  /** Hashes of configurations that are there. */
  private final Map<Map<String, String>, String> known = new HashMap<>();

  private int lastRun;
  private int lastFailure;
  private int waiting;

  RunWriter(Database database, Connection connection) throws SQLException {
    configurations =
        new Batch(
            connection, "INSERT INTO configurations VALUES (?, ?) ON CONFLICT (hash) DO NOTHING");
    runs = database.inserts(connection, "application_runs", 30);
    exposures = database.inserts(connection, "exposures", 7);
    failures = database.inserts(connection, "failure_events", 24);
    victims = database.inserts(connection, "failure_victims", 4);
    lastRun = last(connection, "application_runs");
    lastFailure = last(connection, "failure_events");
  }

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

  void add(RunRecord record) throws SQLException {
    int run = ++lastRun;
    add(run, record.run(), NodeCounts.of(record.exposures()));
    // in the order of the table's key, which so grows at its end
    List<Exposure> sorted = new ArrayList<>(record.exposures());
    sorted.sort(Comparator.comparing(Exposure::executor));
    for (Exposure exposure : sorted) {
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
    if (++waiting == RUNS_AT_ONCE) {
      flush();
    }
  }

  private void add(int seq, ApplicationRun run, String nodes) throws SQLException {
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
        configuration(run.configuration()),
        run.exposed(),
        nodes,
        run.evidenceBytes(),
        run.recorded().toEpochMilli());
  }

  /** Most runs have the configuration of another. */
  private String configuration(Map<String, String> properties) throws SQLException {
    String hash = known.get(properties);
    if (hash == null) {
      String json = Json.of(properties);
      hash = hash(json);
      known.put(properties, hash);
      configurations.add(hash, json);
    }
    return hash;
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

  /** Sends everything, parents first. */
  void flush() throws SQLException {
    configurations.flush();
    runs.flush();
    exposures.flush();
    failures.flush();
    victims.flush();
    waiting = 0;
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
    for (Inserts batch : new Inserts[] {configurations, runs, exposures, failures, victims}) {
      batch.close();
    }
  }
}

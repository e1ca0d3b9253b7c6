package io.fizzle.history.store;

import io.fizzle.history.Access;
import io.fizzle.history.ApplicationRun;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.Recorded;
import io.fizzle.history.Resolution;
import io.fizzle.history.RunRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records runs in one transaction, each once. */
final class Recorder {
  private final Database database;
  private final Connection connection;

  Recorder(Database database, Connection connection) {
    this.database = database;
    this.connection = connection;
  }

  List<Recorded> record(List<RunRecord> records) throws SQLException {
    Map<String, RunRecord> last = new LinkedHashMap<>();
    List<Recorded> results = new ArrayList<>();
    Map<String, Long> known = known(records.stream().map(one -> one.run().id()).toList());
    for (RunRecord record : records) {
      ApplicationRun run = record.run();
      Long evidence = known.get(run.id());
      if (evidence != null && evidence > run.evidenceBytes()) {
        results.add(Recorded.KEPT);
        continue;
      }
      results.add(evidence == null ? Recorded.NEW : Recorded.REPLACED);
      known.put(run.id(), run.evidenceBytes());
      last.put(run.id(), record);
    }
    write(last.values());
    return results;
  }

  private void write(Iterable<RunRecord> records) throws SQLException {
    Map<String, RunRecord> written = new HashMap<>();
    int before;
    int last;
    try (RunWriter writer = new RunWriter(database, connection)) {
      before = writer.lastRun();
      for (RunRecord record : records) {
        RunRecord merged = record;
        Optional<RunReader.Numbered> stored = stored(record.run().id());
        if (stored.isPresent()) {
          RunReader.Numbered old = stored.get();
          new Erasure(connection).run(old.seq());
          merged = heir(record, old.record());
        }
        writer.add(merged);
        written.put(merged.run().id(), merged);
      }
      writer.flush();
      last = writer.lastRun();
    }
    new Sequels(connection, written).recognise(before + 1, last);
  }

  private final Map<String, Long> stored = new HashMap<>();

  private Optional<RunReader.Numbered> stored(String id) throws SQLException {
    return stored.containsKey(id)
        ? new RunReader(connection).run(Access.everything(), id)
        : Optional.empty();
  }

  /** The evidence of each run that is known. */
  private Map<String, Long> known(List<String> ids) throws SQLException {
    ByIds.each(
        connection,
        "SELECT id, evidence_bytes FROM application_runs WHERE id IN (?)",
        ids,
        row -> stored.put(row.getString(1), row.getLong(2)));
    return new HashMap<>(stored);
  }

  /**
   * A new reading inherits what only time could tell: when it was recorded, how it was resolved.
   */
  private static RunRecord heir(RunRecord reading, RunRecord old) {
    Map<String, Resolution> resolutions = new HashMap<>();
    old.failures().forEach(failure -> resolutions.put(failure.id(), failure.resolution()));
    List<FailureEvent> failures = new ArrayList<>();
    for (FailureEvent failure : reading.failures()) {
      Resolution known = resolutions.getOrDefault(failure.id(), Resolution.NONE);
      failures.add(
          failure.resolution().kind() == Resolution.Kind.OPEN ? failure.resolved(known) : failure);
    }
    return new RunRecord(
        reading.run().recordedAt(old.run().recorded()), reading.exposures(), failures);
  }
}

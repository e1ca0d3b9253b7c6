package io.fizzle.spark.driver;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ReadInput;
import io.fizzle.read.SignalSink;
import io.fizzle.read.SourceClock;
import io.fizzle.read.eventlog.EventLogReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.util.JsonProtocol;

/**
 * The events that a diagnosis needs, as the lines that Spark's event log would have of them, in
 * bounded memory; thread-safe.
 *
 * <p>They are kept as text and read by the reader of event logs: so the running driver and a later
 * look at the event log follow the same rules.
 */
final class EventLines {
  private static final String LOG_START =
      "{\"Event\":\"SparkListenerLogStart\",\"Spark Version\":\"";

  /** What happens once or seldom: the application's start, its configuration, its executors. */
  private static final int MOST_SETTLED = 1_000;

  /** What can come in floods: failed tasks. */
  private static final int MOST_FAILURES = 256;

  private static final Source SOURCE =
      new Source("listener events", SourceKind.EVENT_LOG, Owner.DRIVER);

  private final String version;
  private final List<String> settled = new ArrayList<>();
  private final Deque<String> failures = new ArrayDeque<>();

  /**
   * @param version of Spark that runs
   */
  EventLines(String version) {
    this.version = version;
  }

  /** Keeps one of the few events that tell of the application and its executors. */
  void settle(SparkListenerEvent event) {
    String line = JsonProtocol.sparkEventToJsonString(event);
    synchronized (this) {
      if (settled.size() < MOST_SETTLED) {
        settled.add(line);
      }
    }
  }

  /** Keeps an event of something that failed; of many the last ones. */
  void failure(SparkListenerEvent event) {
    String line = JsonProtocol.sparkEventToJsonString(event);
    synchronized (this) {
      if (failures.size() == MOST_FAILURES) {
        failures.removeFirst();
      }
      failures.addLast(line);
    }
  }

  /** Reads everything kept. */
  void tell(SignalSink sink) {
    StringBuilder text = new StringBuilder(LOG_START).append(version).append("\"}\n");
    synchronized (this) {
      settled.forEach(line -> text.append(line).append('\n'));
      failures.forEach(line -> text.append(line).append('\n'));
    }
    new EventLogReader()
        .read(
            new ReadInput(SOURCE, SourceClock.UTC),
            new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)),
            sink);
  }
}

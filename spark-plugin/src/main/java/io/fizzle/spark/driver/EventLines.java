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
import org.jspecify.annotations.Nullable;

/**
 * The events that a diagnosis needs, as the lines that Spark's event log would have of them, in
 * bounded memory; thread-safe.
 *
 * <p>They are read as text by the reader of event logs: so the running driver and a later look at
 * the event log follow the same rules. They become text when somebody asks: most applications lose
 * no executor, and Spark's JSON takes a second of a slow core to begin with.
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
  private final List<Line> settled = new ArrayList<>();
  private final Deque<Line> failures = new ArrayDeque<>();

  /** An event until it is text; thread-safe. */
  private static final class Line {
    private @Nullable SparkListenerEvent event;
    private String text = "";

    Line(SparkListenerEvent event) {
      this.event = event;
    }

    synchronized String text() {
      SparkListenerEvent untold = event;
      if (untold != null) {
        text = JsonProtocol.sparkEventToJsonString(untold);
        event = null;
      }
      return text;
    }
  }

  /**
   * @param version of Spark that runs
   */
  EventLines(String version) {
    this.version = version;
  }

  /** Keeps one of the few events that tell of the application and its executors. */
  void settle(SparkListenerEvent event) {
    synchronized (this) {
      if (settled.size() < MOST_SETTLED) {
        settled.add(new Line(event));
      }
    }
  }

  /** Keeps an event of something that failed; of many the last ones. */
  void failure(SparkListenerEvent event) {
    synchronized (this) {
      if (failures.size() == MOST_FAILURES) {
        failures.removeFirst();
      }
      failures.addLast(new Line(event));
    }
  }

  /** Reads everything kept. */
  void tell(SignalSink sink) {
    StringBuilder text = new StringBuilder(LOG_START).append(version).append("\"}\n");
    List<Line> kept;
    synchronized (this) {
      kept = new ArrayList<>(settled);
      kept.addAll(failures);
    }
    kept.forEach(line -> text.append(line.text()).append('\n'));
    new EventLogReader()
        .read(
            new ReadInput(SOURCE, SourceClock.UTC),
            new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)),
            sink);
  }
}

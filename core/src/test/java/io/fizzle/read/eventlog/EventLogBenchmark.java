package io.fizzle.read.eventlog;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.SourceClock;
import io.fizzle.signal.Signal;
import io.fizzle.signal.WorkSignal;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.TreeMap;

/**
 * Reads the logs named as arguments and prints what was found; run it under {@code time} to measure
 * the whole process.
 */
final class EventLogBenchmark {
  private final TreeMap<String, Integer> counts = new TreeMap<>();
  private long runMillis;

  private EventLogBenchmark() {}

  public static void main(String[] files) throws IOException {
    for (String file : files) {
      EventLogBenchmark benchmark = new EventLogBenchmark();
      try (InputStream raw = new FileInputStream(file);
          InputStream decoded = EventLogCodec.decode(raw)) {
        Source source = new Source(file, SourceKind.EVENT_LOG, Owner.DRIVER);
        ReadInput input = new ReadInput(source, SourceClock.UTC);
        ReadReport report = new EventLogReader().read(input, decoded, benchmark::count);
        System.out.println(report + " " + benchmark.counts + " " + benchmark.runMillis + " ms");
      }
    }
  }

  private void count(Signal signal) {
    counts.merge(signal.getClass().getSimpleName(), 1, Integer::sum);
    if (signal instanceof WorkSignal.TaskSucceeded task) {
      runMillis += task.metrics().runMillis();
    }
  }
}

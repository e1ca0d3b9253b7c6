package io.fizzle.read.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.SourceClock;
import io.fizzle.signal.Signal;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A log that was read to its end: its signals in order, and the report. */
record ReadLog(List<Signal> signals, ReadReport report) {
  static final Source SOURCE = new Source("eventlog", SourceKind.EVENT_LOG, Owner.DRIVER);

  /** Reads these lines, each closed by a newline. */
  static ReadLog of(String... lines) {
    return ofText(String.join("\n", lines) + "\n");
  }

  static ReadLog ofText(String text) {
    return of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  static ReadLog of(InputStream bytes) {
    return of(bytes, SourceClock.UTC);
  }

  static ReadLog of(InputStream bytes, SourceClock clock) {
    List<Signal> signals = new ArrayList<>();
    ReadReport report =
        new EventLogReader().read(new ReadInput(SOURCE, clock), bytes, signals::add);
    return new ReadLog(List.copyOf(signals), report);
  }

  /** The signals of this kind, in order. */
  <T extends Signal> List<T> all(Class<T> kind) {
    return signals.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The one signal of this kind. */
  <T extends Signal> T only(Class<T> kind) {
    List<T> found = all(kind);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  /** The one signal of this kind in a log of these lines, all of which were understood. */
  static <T extends Signal> T only(Class<T> kind, String... lines) {
    ReadLog log = of(lines);
    assertThat(log.report.skipped()).isZero();
    return log.only(kind);
  }
}

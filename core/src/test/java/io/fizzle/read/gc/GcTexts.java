package io.fizzle.read.gc;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.SourceClock;
import io.fizzle.signal.JvmSignal.GcPause;
import io.fizzle.signal.Signal;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a text says to the reader. */
record GcTexts(List<Signal> signals, ReadReport report) {
  static final Owner OWNER = Owner.executor("7");
  static final long KIB = 1024;
  static final long MIB = 1024 * 1024;

  static GcTexts read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  static GcTexts read(byte[] bytes) {
    return read(new ByteArrayInputStream(bytes), SourceClock.UTC);
  }

  static GcTexts read(InputStream bytes, SourceClock clock) {
    List<Signal> signals = new ArrayList<>();
    Source source = new Source("gc.log", SourceKind.GC_LOG, OWNER);
    ReadReport report = new GcLogReader().read(new ReadInput(source, clock), bytes, signals::add);
    return new GcTexts(signals, report);
  }

  <T extends Signal> List<T> all(Class<T> type) {
    return signals.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <T extends Signal> T only(Class<T> type) {
    List<T> found = all(type);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " of " + type.getSimpleName() + " in " + signals);
    }
    return found.get(0);
  }

  List<GcPause> pauses() {
    return all(GcPause.class);
  }

  /**
   * Kind, cause, start (ms of uptime), duration (µs), and heap in KiB as before, after, capacity.
   */
  static String line(GcPause pause) {
    return "%s|%s|%d|%d|%s %s %s"
        .formatted(
            pause.kind(),
            pause.cause(),
            pause.uptimeMillis(),
            pause.pauseMicros(),
            kib(pause.heapBefore()),
            kib(pause.heapAfter()),
            kib(pause.heapCapacity()));
  }

  List<String> lines() {
    return pauses().stream().map(GcTexts::line).toList();
  }

  private static String kib(long bytes) {
    return bytes < 0 ? "-" : String.valueOf(bytes / KIB);
  }
}

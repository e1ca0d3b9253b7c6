package io.fizzle.read.eventlog;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Redaction;
import io.fizzle.read.ReadInput;
import io.fizzle.read.SignalSink;
import io.fizzle.signal.Signal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where the reading of one log stands: cites the present line and takes what was found in it. */
final class EventScope {
  private static final int UNKNOWN_TIME = 0;

  private final ReadInput input;
  private final SignalSink sink;
  private long line;
  private long latestMillis = UNKNOWN_TIME;

  EventScope(ReadInput input, SignalSink sink) {
    this.input = input;
    this.sink = sink;
  }

  void enterLine(long newLine) {
    line = newLine;
  }

  void emit(Signal signal) {
    sink.accept(signal);
  }

  /**
   * Cites the present line for what happened at this time; 0 and less mean that it does not tell.
   */
  Evidence cite(long epochMillis, String excerpt) {
    if (epochMillis > UNKNOWN_TIME) {
      latestMillis = epochMillis;
    }
    return new Evidence(input.source(), line, instant(epochMillis), excerpt);
  }

  /**
   * Cites the present line of an event that carries no time: it was written after the events before
   * it, so the time of the one before is when it was known.
   */
  Evidence citeUntimed(String excerpt) {
    return cite(latestMillis, excerpt);
  }

  /** A time of the log on the common clock, null for 0 and less. */
  @Nullable Instant instant(long epochMillis) {
    return epochMillis > UNKNOWN_TIME
        ? input.clock().zoned(Instant.ofEpochMilli(epochMillis))
        : null;
  }

  /** The text's first line that is not blank, redacted, at most an excerpt long. */
  static String firstLine(String text) {
    int from = 0;
    while (from < text.length() && text.charAt(from) <= ' ') {
      from++;
    }
    int to = text.indexOf('\n', from);
    int end = Math.min(to < 0 ? text.length() : to, from + Evidence.MAX_EXCERPT);
    return Redaction.redact(text.substring(from, end).stripTrailing());
  }
}

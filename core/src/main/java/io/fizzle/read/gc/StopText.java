package io.fizzle.read.gc;

import org.jspecify.annotations.Nullable;

/**
 * How long all threads were stopped: {@code Safepoint "..."} lines (JDK 13 and later) and {@code
 * Total time for which application threads were stopped} (JDK 12 and earlier).
 *
 * @param cause the VM operation where the line names it
 */
record StopText(long micros, String cause) {
  private static final byte[] SAFEPOINT = Line.ascii("Safepoint \"");
  private static final byte[] TOTAL = Line.ascii(" Total: ");
  private static final byte[] NANOS = Line.ascii(" ns");
  private static final byte[] STOPPED =
      Line.ascii("Total time for which application threads were stopped: ");
  private static final byte[] SECONDS = Line.ascii(" seconds");
  private static final int MAX_OPERATION = 80;

  static boolean begins(Line line, int position) {
    return line.has(SAFEPOINT, position) || line.has(STOPPED, position);
  }

  /** Null where the line's numbers cannot be read. */
  static @Nullable StopText parse(Line line, int position) {
    if (line.has(SAFEPOINT, position)) {
      return safepoint(line, position + SAFEPOINT.length);
    }
    int from = position + STOPPED.length;
    int to = line.wordEnd(from);
    if (to < line.to && line.bytes[to] == ',') {
      to = line.wordEnd(to + 1);
    }
    long micros = line.has(SECONDS, to) ? Numbers.scaled(line.bytes, from, to, 6) : -1;
    return micros < 0 ? null : new StopText(micros, "Safepoint");
  }

  private static @Nullable StopText safepoint(Line line, int operation) {
    int quote = line.find('"', operation, operation + MAX_OPERATION);
    int total = quote < 0 ? -1 : line.find(TOTAL, quote);
    if (total < 0) {
      return null;
    }
    int from = total + TOTAL.length;
    int to = Numbers.digitsEnd(line, from);
    long nanos = line.has(NANOS, to) ? Numbers.whole(line.bytes, from, to) : -1;
    return nanos < 0
        ? null
        : new StopText(nanos / 1000, "Safepoint " + line.text(operation, quote));
  }
}

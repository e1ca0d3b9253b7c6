package io.fizzle.read.gc;

import io.fizzle.evidence.Evidence;
import io.fizzle.read.ReadInput;
import io.fizzle.read.SignalSink;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.JvmSignal.PauseKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The part of a log that one JVM wrote; several JVMs may have written to one file. Frames the
 * pauses with the JVM's start and the log's end.
 */
final class JvmRun {
  /** GC threads log out of order by some milliseconds; a new JVM starts again at zero. */
  private static final long DISORDER_MICROS = 1_000_000;

  private static final long DISORDER_AFTER_EXIT_MICROS = 100_000;

  /**
   * A stop without a collection is told from one second on: a tenth of {@code
   * spark.executor.heartbeatInterval}'s default (10 s, Spark 4.1.1).
   */
  static final long LONG_STOP_MICROS = 1_000_000;

  private final ReadInput input;
  private final SignalSink sink;
  private final JvmFacts facts;
  private final LastLine last = new LastLine();
  private boolean announced;
  private boolean identified;
  private boolean orderly;
  private boolean closingExpected;
  private boolean rotated;
  private boolean stopSeen;
  private long firstUptimeMicros = -1;
  private long lastUptimeMicros = -1;
  private JvmSignal.@Nullable UnfinishedPause unfinished;
  private long pausedSinceStop;
  private long pauses;

  JvmRun(ReadInput input, SignalSink sink, JvmFacts facts) {
    this.input = input;
    this.sink = sink;
    this.facts = facts;
  }

  JvmFacts facts() {
    return facts;
  }

  /** True where a line with this uptime (-1: not told) can be of the same JVM. */
  boolean continuesAt(long uptimeMicros) {
    if (uptimeMicros < 0 || lastUptimeMicros < 0) {
      return true;
    }
    long back = lastUptimeMicros - uptimeMicros;
    return back <= (orderly ? DISORDER_AFTER_EXIT_MICROS : DISORDER_MICROS);
  }

  /** Notes a line of the log's own kind. */
  void saw(Line line, long uptimeMicros) {
    last.keep(line);
    if (uptimeMicros >= 0) {
      firstUptimeMicros = firstUptimeMicros < 0 ? uptimeMicros : firstUptimeMicros;
      lastUptimeMicros = Math.max(lastUptimeMicros, uptimeMicros);
    }
  }

  boolean isEmpty() {
    return last.isEmpty();
  }

  /** The log has the detail that ends in a closing heap summary when the JVM exits. */
  void expectClosing() {
    closingExpected = true;
  }

  void closing() {
    orderly = true;
    closingExpected = true;
  }

  /** The JVM went on in another file. */
  void rotatedAway() {
    rotated = true;
  }

  void process(Evidence evidence, long pid, @Nullable String host) {
    if (!identified) {
      identified = true;
      sink.accept(new JvmSignal.ProcessIdentified(evidence, input.source().owner(), pid, host));
    }
  }

  boolean isIdentified() {
    return identified;
  }

  /**
   * Tells a pause.
   *
   * @param start of the pause, with the evidence's line and text
   */
  void pause(long line, String text, Moment start, Pause pause) {
    announce();
    pauses++;
    orderly = false;
    unfinished = null;
    if (pause.kind() != PauseKind.ALLOCATION_STALL && pause.kind() != PauseKind.OTHER) {
      pausedSinceStop += pause.micros();
    }
    HeapChange heap = pause.heap();
    sink.accept(
        new JvmSignal.GcPause(
            evidence(line, start.time(), text),
            input.source().owner(),
            pause.kind(),
            pause.cause(),
            start.uptimeMillis(),
            pause.micros(),
            heap.before(),
            heap.after(),
            heap.capacity()));
  }

  /** A pause began; the next summary of a pause ends it. */
  void begun(long line, String text, Moment start, PauseKind kind, String cause) {
    unfinished =
        new JvmSignal.UnfinishedPause(
            evidence(line, start.time(), text),
            input.source().owner(),
            kind,
            cause,
            start.uptimeMillis());
  }

  /** The pause that began is over; it may not be worth telling. */
  void resumed() {
    unfinished = null;
  }

  /** How many pauses were told. */
  long pauses() {
    return pauses;
  }

  void occupancy(long line, String text, Moment at, boolean full, String cause, HeapChange heap) {
    announce();
    sink.accept(
        new JvmSignal.HeapOccupancy(
            evidence(line, at.time(), text),
            input.source().owner(),
            full,
            cause,
            at.uptimeMillis(),
            heap.before(),
            heap.after(),
            heap.capacity()));
  }

  void outOfMemory(Line line, Moment at, FailureKind kind, boolean terminating) {
    announce();
    Evidence evidence = evidence(line.number, at.time(), line.text(line.from));
    sink.accept(new JvmSignal.OutOfMemory(evidence, input.source().owner(), kind, terminating));
  }

  /**
   * All threads were stopped, for collections already told or for something else; the latter is
   * told where it was long.
   *
   * @param end when they went on
   */
  void stopped(Line line, Moment end, long micros, String cause) {
    long beyondPauses = micros - pausedSinceStop;
    pausedSinceStop = 0;
    boolean seenWhole =
        end.uptimeMicros() < 0
            ? stopSeen
            : firstUptimeMicros >= 0 && end.uptimeMicros() - micros >= firstUptimeMicros;
    stopSeen = true;
    if (beyondPauses >= LONG_STOP_MICROS && seenWhole) {
      Pause pause = new Pause(PauseKind.OTHER, cause, beyondPauses, HeapChange.UNTOLD);
      pause(line.number, line.text(line.from), end.minus(micros), pause);
    }
  }

  /** Tells the JVM's start once, at its first other signal: by then its lines are complete. */
  private void announce() {
    if (!announced && facts.isCited()) {
      sink.accept(facts.started(input.source()));
    }
    announced = true;
  }

  /**
   * Ends the run.
   *
   * @return false where the log is of too little detail to tell whether the JVM ended in order
   */
  boolean end() {
    announce();
    if (unfinished != null && !orderly) {
      sink.accept(unfinished);
    }
    if (isEmpty()) {
      return true;
    }
    if (closingExpected && !rotated) {
      Evidence evidence = evidence(last.number(), last.time(input.clock()), last.text());
      long uptimeMillis = lastUptimeMicros < 0 ? -1 : lastUptimeMicros / 1000;
      sink.accept(
          new JvmSignal.GcLogEnded(evidence, input.source().owner(), orderly, uptimeMillis));
    }
    return closingExpected || rotated;
  }

  private Evidence evidence(long line, @Nullable Instant time, String text) {
    return new Evidence(input.source(), line, time, text);
  }
}

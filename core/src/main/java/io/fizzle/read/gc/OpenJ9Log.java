package io.fizzle.read.gc;

import io.fizzle.evidence.Evidence;
import io.fizzle.read.ReadInput;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.JvmSignal.PauseKind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The verbose log of Eclipse OpenJ9 and IBM's J9 since its release 2.6 ({@code -verbose:gc}, {@code
 * -Xverbosegclog}): policies gencon, balanced, optavgpause, optthruput and metronome.
 *
 * <p>The application stands still between {@code exclusive-start} and {@code exclusive-end}, whose
 * {@code durationms} is the length of the pause. Metronome tells its short stops as a sum for each
 * heartbeat, which is told here as one.
 */
final class OpenJ9Log {
  private static final byte[] VERBOSE = Line.ascii("<verbosegc");
  private static final byte[] VERBOSE_END = Line.ascii("</verbosegc");
  private static final byte[] INITIALIZED = Line.ascii("<initialized");
  private static final byte[] ATTRIBUTE = Line.ascii("<attribute");
  private static final byte[] VM_ARGUMENT = Line.ascii("<vmarg");
  private static final byte[] EXCLUSIVE_START = Line.ascii("<exclusive-start");
  private static final byte[] EXCLUSIVE_END = Line.ascii("<exclusive-end");
  private static final byte[] GC_START = Line.ascii("<gc-start");
  private static final byte[] GC_END = Line.ascii("<gc-end");
  private static final byte[] CYCLE_START = Line.ascii("<cycle-start");
  private static final byte[] MEMORY = Line.ascii("<mem-info");
  private static final byte[] FAILURE_START = Line.ascii("<af-start");
  private static final byte[] SYSTEM_START = Line.ascii("<sys-start");
  private static final byte[] TAXATION = Line.ascii("<allocation-taxation");
  private static final byte[] CONCURRENT_START = Line.ascii("<concurrent-collection-start");
  private static final byte[] PERCOLATE = Line.ascii("<percolate-collect");
  private static final byte[] UNSATISFIED = Line.ascii("<allocation-unsatisfied");
  private static final byte[] OUT_OF_MEMORY = Line.ascii("<out-of-memory");
  private static final byte[] WARNING = Line.ascii("<warning");
  private static final byte[] QUANTA = Line.ascii("<quanta");
  private static final byte[] OPERATION = Line.ascii("<gc-op");

  /** The marks of which two make a verbose log; tags of other XML are not among them. */
  private static final byte[][] MARKS = {
    EXCLUSIVE_START, EXCLUSIVE_END, GC_START, GC_END, CYCLE_START, FAILURE_START
  };

  static final byte[] TIMESTAMP = Line.ascii("timestamp=\"");
  private static final byte[] DURATION = Line.ascii("durationms=\"");
  private static final byte[] TYPE = Line.ascii("type=\"");
  private static final byte[] REASON = Line.ascii("reason=\"");
  private static final byte[] FREE = Line.ascii("free=\"");
  private static final byte[] TOTAL = Line.ascii("total=\"");
  private static final byte[] NAME = Line.ascii("name=\"");
  private static final byte[] VALUE = Line.ascii("value=\"");
  private static final byte[] COUNT = Line.ascii("quantumCount=\"");
  private static final byte[] MEAN = Line.ascii("meanTimeMs=\"");
  private static final byte[] EXCESSIVE = Line.ascii("will fail on allocate");
  private static final String PID = "-Dsun.java.launcher.pid=";
  private static final byte[] PID_BYTES = Line.ascii(PID);
  private static final String POLICY = "-Xgcpolicy:";

  /** A heartbeat of metronome has some hundred quanta; more is no number to multiply with. */
  private static final long MOST_QUANTA = 1_000_000;

  private static final long LONGEST_QUANTUM_MICROS = 3_600_000_000L;

  private final ReadInput input;
  private final Runs runs;
  private @Nullable OpenJ9Stop stop;
  private @Nullable Instant initialized;
  private boolean memoryAtEnd;
  private boolean missedMemory;
  private @Nullable Instant operation;

  OpenJ9Log(ReadInput input, Runs runs) {
    this.input = input;
    this.runs = runs;
  }

  /** True for the element that only a verbose log has around it. */
  static boolean begins(Line line) {
    int at = XmlTag.at(line);
    return at >= 0 && XmlTag.is(line, at, VERBOSE);
  }

  /** True where this line is one of the format's own. */
  static boolean owns(Line line) {
    int at = XmlTag.at(line);
    if (at >= 0) {
      for (byte[] mark : MARKS) {
        if (XmlTag.is(line, at, mark)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Reads the tag that opens at this position. */
  void accept(Line line, int at) {
    if (line.bytes[Math.min(at + 1, line.to - 1)] == '/') {
      if (XmlTag.is(line, at, VERBOSE_END)) {
        settle();
        runs.current().closing();
      }
      return;
    }
    if (XmlTag.is(line, at, INITIALIZED)) {
      begin(line);
      return;
    }
    Moment moment = moment(line);
    if (moment.time() != null) {
      runs.current().saw(line, moment.uptimeMicros());
    }
    if (!header(line, at) && !stops(line, at, moment) && !reason(line, at)) {
      memory(line, at, moment);
    }
  }

  private Moment moment(Line line) {
    Instant time = XmlTag.time(line, TIMESTAMP, input.clock());
    Instant zero = initialized;
    boolean counted = time != null && zero != null && !time.isBefore(zero);
    return new Moment(
        counted && time != null && zero != null ? micros(Duration.between(zero, time)) : -1, time);
  }

  private static long micros(Duration duration) {
    return duration.toMillis() * 1000;
  }

  private void begin(Line line) {
    settle();
    runs.begin();
    initialized = XmlTag.time(line, TIMESTAMP, input.clock());
    JvmRun run = runs.current();
    run.saw(line, initialized == null ? -1 : 0);
    run.facts().cite(line, initialized);
    run.expectClosing();
  }

  private boolean header(Line line, int at) {
    if (XmlTag.is(line, at, VERBOSE)) {
      runs.current().expectClosing();
    } else if (XmlTag.is(line, at, ATTRIBUTE)) {
      attribute(line, runs.current().facts());
    } else if (XmlTag.is(line, at, VM_ARGUMENT)) {
      argument(line);
    } else {
      return false;
    }
    return true;
  }

  private static void attribute(Line line, JvmFacts facts) {
    String value = XmlTag.value(line, VALUE);
    switch (XmlTag.value(line, NAME)) {
      case "gcPolicy" -> facts.collector("OpenJ9 " + value.replace(POLICY, ""));
      case "maxHeapSize" -> facts.maxHeap(hexadecimal(value));
      case "numCPUs" -> facts.cpus((int) Math.min(1 << 16, XmlTag.number(line, VALUE)));
      default -> {}
    }
  }

  /** {@code 0x40000000}; 0 where it is no such number. */
  private static long hexadecimal(String value) {
    if (!value.startsWith("0x") || value.length() > 17) {
      return 0;
    }
    try {
      return Long.parseLong(value, 2, value.length(), 16);
    } catch (NumberFormatException noNumber) {
      return 0;
    }
  }

  private void argument(Line line) {
    String argument = XmlTag.value(line, NAME);
    JvmRun run = runs.current();
    if (argument.startsWith(PID) && !run.isIdentified()) {
      int from = line.find(PID_BYTES, line.from) + PID_BYTES.length;
      long pid = Numbers.whole(line.bytes, from, Numbers.digitsEnd(line, from));
      if (pid > 0) {
        run.process(evidence(line, initialized), pid, null);
      }
    }
  }

  private boolean stops(Line line, int at, Moment moment) {
    if (XmlTag.is(line, at, EXCLUSIVE_START)) {
      settle();
      stop = new OpenJ9Stop(moment);
      missedMemory = false;
      runs.current().begun(line.number, line.text(line.from), moment, PauseKind.OTHER, "Pause");
    } else if (XmlTag.is(line, at, EXCLUSIVE_END)) {
      ended(line, moment);
    } else if (XmlTag.is(line, at, GC_START)) {
      OpenJ9Stop open = open(moment);
      open.collects(XmlTag.value(line, TYPE));
      memoryAtEnd = false;
      runs.current()
          .begun(line.number, line.text(line.from), open.start(), open.kind(), open.cause());
    } else if (XmlTag.is(line, at, GC_END)) {
      long micros = XmlTag.micros(line, DURATION);
      OpenJ9Stop open = open(moment.minus(Math.max(0, micros)));
      open.collects(XmlTag.value(line, TYPE));
      open.collected(line, micros);
      memoryAtEnd = true;
    } else {
      return false;
    }
    return true;
  }

  /** The stop that is going on; a log that lost its beginning starts inside of one. */
  private OpenJ9Stop open(Moment moment) {
    OpenJ9Stop open = stop == null ? new OpenJ9Stop(moment) : stop;
    stop = open;
    return open;
  }

  private void ended(Line line, Moment end) {
    long micros = XmlTag.micros(line, DURATION);
    OpenJ9Stop ended = stop == null ? new OpenJ9Stop(end.minus(Math.max(0, micros))) : stop;
    stop = null;
    missedMemory = false;
    runs.current().resumed();
    tell(ended, micros, line.number, line.text(line.from));
  }

  /** A stop that lost its end is told by its collections. */
  private void settle() {
    OpenJ9Stop lost = stop;
    stop = null;
    if (lost != null && lost.collects() && lost.collectedMicros() > 0) {
      tell(lost, lost.collectedMicros(), lost.citedLine(), lost.citedText());
    }
  }

  private void tell(OpenJ9Stop told, long micros, long line, String text) {
    if (micros < 0 || (told.kind() == PauseKind.OTHER && micros < JvmRun.LONG_STOP_MICROS)) {
      return;
    }
    boolean cited = told.citedLine() > 0;
    long at = cited ? told.citedLine() : line;
    String excerpt = cited ? told.citedText() : text;
    runs.current().pause(at, excerpt, told.start(), told.pause(micros));
    if (told.endsWholeCycle()) {
      runs.current().occupancy(at, excerpt, told.start(), true, told.cause(), told.heap());
    }
  }

  /** Why the application was stopped. */
  private boolean reason(Line line, int at) {
    OpenJ9Stop open = stop;
    if (open == null) {
      return false;
    }
    if (XmlTag.is(line, at, FAILURE_START)) {
      String space = XmlTag.value(line, TYPE);
      open.because(space.isEmpty() ? "allocation failure" : "allocation failure in " + space);
    } else if (XmlTag.is(line, at, SYSTEM_START)) {
      String reason = XmlTag.value(line, REASON);
      open.because(reason.isEmpty() || reason.equals("explicit") ? "System.gc()" : reason);
    } else if (XmlTag.is(line, at, TAXATION)) {
      open.because("allocation taxation");
    } else if (XmlTag.is(line, at, CONCURRENT_START)) {
      open.endsConcurrentCollection();
    } else if (XmlTag.is(line, at, PERCOLATE)) {
      open.because("percolated " + XmlTag.value(line, REASON));
    } else if (XmlTag.is(line, at, CYCLE_START)) {
      open.cycleBegan();
    } else {
      return false;
    }
    return true;
  }

  private void memory(Line line, int at, Moment moment) {
    if (XmlTag.is(line, at, MEMORY)) {
      if (stop != null) {
        stop.heap(memoryAtEnd, XmlTag.number(line, FREE), XmlTag.number(line, TOTAL));
      }
    } else if (XmlTag.is(line, at, UNSATISFIED) || XmlTag.is(line, at, OUT_OF_MEMORY)) {
      missed(line, moment, FailureKind.HEAP_SPACE);
    } else if (XmlTag.is(line, at, WARNING) && line.find(EXCESSIVE, at) >= 0) {
      missed(line, moment, FailureKind.GC_OVERHEAD);
    } else if (XmlTag.is(line, at, OPERATION)) {
      operation = moment.time();
    } else if (XmlTag.is(line, at, QUANTA)) {
      quanta(line);
    }
  }

  /** One shortage may fail the allocations of many threads. */
  private void missed(Line line, Moment moment, FailureKind kind) {
    if (!missedMemory) {
      Instant time = moment.time() == null && stop != null ? stop.start().time() : moment.time();
      runs.current().outOfMemory(line, new Moment(-1, time), kind, false);
    }
    missedMemory = stop != null;
  }

  private void quanta(Line line) {
    long count = XmlTag.number(line, COUNT);
    long mean = XmlTag.micros(line, MEAN);
    if (count > 0 && count <= MOST_QUANTA && mean >= 0 && mean <= LONGEST_QUANTUM_MICROS) {
      Moment end = new Moment(-1, operation);
      Pause pause =
          new Pause(PauseKind.CONCURRENT_PHASE, count + " quanta", count * mean, HeapChange.UNTOLD);
      runs.current().pause(line.number, line.text(line.from), end.minus(count * mean), pause);
    }
  }

  private Evidence evidence(Line line, @Nullable Instant time) {
    return new Evidence(input.source(), line.number, time, line.text(line.from));
  }
}

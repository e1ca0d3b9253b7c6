package io.fizzle.read.gc;

import io.fizzle.evidence.Evidence;
import io.fizzle.read.ReadInput;
import io.fizzle.read.SignalSink;
import io.fizzle.read.message.Failures;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.FailureSignal;

/**
 * What a JVM says of memory on its standard output, where GC lines are mixed into it: {@code
 * Terminating due to java.lang.OutOfMemoryError: Java heap space} (ExitOnOutOfMemoryError), {@code
 * Aborting due to ...} (CrashOnOutOfMemoryError), {@code Exception in thread "main"
 * java.lang.OutOfMemoryError: ...}; JDK 8 to 25, {@code debug.cpp} and {@code Thread.java}.
 */
final class LastWords {
  private static final byte[] ERROR = Line.ascii("java.lang.OutOfMemoryError");
  private static final byte[] TERMINATING =
      Line.ascii("Terminating due to java.lang.OutOfMemoryError");
  private static final byte[] ABORTING = Line.ascii("Aborting due to java.lang.OutOfMemoryError");
  private static final byte[] EXCEPTION = Line.ascii("Exception in thread \"");

  private final ReadInput input;
  private final SignalSink sink;
  private final Runs runs;

  LastWords(ReadInput input, SignalSink sink, Runs runs) {
    this.input = input;
    this.sink = sink;
    this.runs = runs;
  }

  void accept(Line line) {
    byte first = line.bytes[line.from];
    if (first != 'T' && first != 'A' && first != 'E') {
      return;
    }
    if (line.has(TERMINATING, line.from) || line.has(ABORTING, line.from)) {
      FailureKind told = failure(line).kind();
      FailureKind kind = told.isJvmOutOfMemory() ? told : FailureKind.OUT_OF_MEMORY;
      runs.current().outOfMemory(line, new Moment(-1, null), kind, true);
    } else if (line.has(EXCEPTION, line.from) && line.find(ERROR, line.from) >= 0) {
      Evidence evidence = new Evidence(input.source(), line.number, null, line.text(line.from));
      sink.accept(new FailureSignal.Uncaught(evidence, input.source().owner(), failure(line)));
    }
  }

  private static Failure failure(Line line) {
    return Failures.parse(line.text(line.find(ERROR, line.from)));
  }
}

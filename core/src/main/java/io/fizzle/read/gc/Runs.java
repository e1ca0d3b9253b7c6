package io.fizzle.read.gc;

import io.fizzle.read.ReadInput;
import io.fizzle.read.SignalSink;

/** The JVMs of one log, one after the other. */
final class Runs {
  private final ReadInput input;
  private final SignalSink sink;
  private JvmFacts announced = new JvmFacts();
  private JvmRun current;
  private int count = 1;
  private int undetailed;

  Runs(ReadInput input, SignalSink sink) {
    this.input = input;
    this.sink = sink;
    this.current = new JvmRun(input, sink, new JvmFacts());
  }

  /** The JVM that wrote a line with this uptime (-1: not told). */
  JvmRun at(long uptimeMicros) {
    if (!current.continuesAt(uptimeMicros)) {
      begin();
    }
    announced = new JvmFacts();
    return current;
  }

  JvmRun current() {
    return current;
  }

  /** A line came that a JVM writes once, at its start. */
  void begin() {
    if (current.isEmpty()) {
      return;
    }
    undetailed += current.end() ? 0 : 1;
    current = new JvmRun(input, sink, announced);
    announced = new JvmFacts();
    count++;
  }

  /**
   * Where a legacy header puts its facts: it repeats in every file of a rotated log, so only the
   * next stamp tells whether a new JVM begins.
   */
  JvmFacts header() {
    return current.isEmpty() ? current.facts() : announced;
  }

  void end() {
    undetailed += current.end() ? 0 : 1;
  }

  int count() {
    return count;
  }

  /** JVMs whose log cannot tell whether they ended in order. */
  int undetailed() {
    return undetailed;
  }
}

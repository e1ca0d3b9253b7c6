package io.fizzle.read;

import io.fizzle.signal.Signal;

/** Where a reader puts what it found, one signal at a time, in the order of the source. */
@FunctionalInterface
public interface SignalSink {
  void accept(Signal signal);
}

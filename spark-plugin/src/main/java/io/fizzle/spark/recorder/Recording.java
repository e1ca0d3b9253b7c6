package io.fizzle.spark.recorder;

import io.fizzle.read.vitals.VitalsRing.Header;
import io.fizzle.signal.VitalSigns;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A process's samples on their way into a ring file, which is made when it is known whose it is: in
 * local mode the executor's part of the plugin begins before the application has its id. Until then
 * the samples are kept here. Thread-safe.
 */
final class Recording implements AutoCloseable {
  /** So many samples without an id, and it is recorded without one. */
  private static final int MOST_WAITING = 10;

  private final Supplier<Header> identity;
  private final Function<Header, Optional<RingFile>> opening;
  private final Deque<VitalSigns> waiting = new ArrayDeque<>();
  private @Nullable RingFile ring;
  private boolean refused;

  /**
   * @param identity of the process as it is known now
   * @param opening makes the file, once; empty where it cannot
   */
  Recording(Supplier<Header> identity, Function<Header, Optional<RingFile>> opening) {
    this.identity = identity;
    this.opening = opening;
  }

  synchronized void write(VitalSigns signs) {
    if (refused) {
      return;
    }
    waiting.addLast(signs);
    if (ring == null) {
      Header known = identity.get();
      if (known.application().isEmpty() && waiting.size() < MOST_WAITING) {
        return;
      }
      open(known);
    }
    flush();
  }

  private void open(Header known) {
    refused = true;
    ring = opening.apply(known).orElse(null);
    refused = ring == null;
  }

  private void flush() {
    while (ring != null && !waiting.isEmpty()) {
      ring.write(waiting.removeFirst());
    }
    waiting.clear();
  }

  /** Writes the last sample and notes that the recording ended in order. */
  synchronized void close(VitalSigns last) throws IOException {
    if (ring == null && !refused) {
      open(identity.get());
    }
    waiting.addLast(last);
    flush();
    close();
  }

  @Override
  public synchronized void close() throws IOException {
    RingFile file = ring;
    ring = null;
    refused = true;
    if (file != null) {
      file.close();
    }
  }
}

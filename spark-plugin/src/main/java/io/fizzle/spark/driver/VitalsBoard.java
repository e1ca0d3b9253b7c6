package io.fizzle.spark.driver;

import io.fizzle.read.vitals.VitalsRing.Header;
import io.fizzle.signal.VitalSigns;
import io.fizzle.spark.recorder.VitalsBatch;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last minutes of every executor, the dead ones included, in bounded memory; thread-safe. */
final class VitalsBoard {

  /** Five minutes at one sample a second, about 100 KiB for each executor. */
  private static final int SAMPLES = 300;

  /** Of more executors than these the one that was heard of least recently is forgotten. */
  private static final int EXECUTORS = 2_000;

  private final Map<String, Deque<VitalSigns>> samples =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<VitalSigns>> eldest) {
          return size() > EXECUTORS;
        }
      };
  private final Map<String, Header> identities = new LinkedHashMap<>();

  synchronized void accept(VitalsBatch batch) {
    String executor = batch.identity().executor();
    identities.put(executor, batch.identity());
    Deque<VitalSigns> kept = samples.computeIfAbsent(executor, id -> new ArrayDeque<>());
    for (VitalSigns signs : batch.samples()) {
      if (kept.size() == SAMPLES) {
        kept.removeFirst();
      }
      kept.addLast(signs);
    }
    identities.keySet().retainAll(samples.keySet());
  }

  /** The executors that were ever heard of, as Spark names them. */
  synchronized List<String> executors() {
    return List.copyOf(samples.keySet());
  }

  synchronized Optional<Header> identity(String executor) {
    return Optional.ofNullable(identities.get(executor));
  }

  /** True where a sample of this time or later has arrived. */
  synchronized boolean heardSince(String executor, Instant time) {
    Deque<VitalSigns> kept = samples.get(executor);
    return kept != null && !kept.isEmpty() && !kept.getLast().time().isBefore(time);
  }

  /** Its kept samples, earliest first. */
  synchronized List<VitalSigns> samples(String executor) {
    Deque<VitalSigns> kept = samples.get(executor);
    return kept == null ? List.of() : new ArrayList<>(kept);
  }
}

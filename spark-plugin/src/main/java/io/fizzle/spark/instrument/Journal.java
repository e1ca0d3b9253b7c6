package io.fizzle.spark.instrument;

import java.util.ArrayDeque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last {@value #MOST} measurements for the summary, and says each in the log where the
 * verbosity asks for it: warnings from 1, notes from 2, all from 3.
 */
final class Journal {
  static final int MOST = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger("io.fizzle");

  private final int verbosity;
  private final ArrayDeque<Measurement> kept = new ArrayDeque<>();
  private long recorded;

  Journal(int verbosity) {
    this.verbosity = verbosity;
  }

  /** Keeps it and says it. */
  void record(Measurement measurement) {
    synchronized (this) {
      recorded++;
      if (kept.size() == MOST) {
        kept.remove();
      }
      kept.add(measurement);
    }
    if (measurement.level() == Level.WARNING && verbosity >= 1) {
      LOG.warn("Fizzle: {}", measurement.sentence());
    } else if (measurement.level() == Level.NOTE && verbosity >= 2 || verbosity >= 3) {
      LOG.info("Fizzle: {}", measurement.sentence());
    }
  }

  /** All that is kept, oldest first. */
  synchronized List<Measurement> measurements() {
    return List.copyOf(kept);
  }

  /** How many were recorded so far: a mark for {@link #since}. */
  synchronized long recorded() {
    return recorded;
  }

  /** What was recorded after a mark and is still kept. */
  synchronized List<Measurement> since(long mark) {
    return kept.stream().skip(Math.max(0, kept.size() - (recorded - mark))).toList();
  }

  /** How many older ones the summary lacks. */
  synchronized long dropped() {
    return recorded - kept.size();
  }
}

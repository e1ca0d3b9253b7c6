package io.fizzle.spark.recorder;

import io.fizzle.read.vitals.VitalsRing.Header;
import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import io.fizzle.spark.Guard;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends samples to the driver in small batches, one batch at a time: the next one leaves when the
 * driver has taken the one before, so that a slow driver is never flooded. What it cannot take in
 * time is left out, the oldest first; the ring file has it all the same.
 *
 * <p>A batch leaves at once where waiting could be too late: the first sample, one that came late
 * because the process had stood still, and the last one.
 */
final class VitalsSender implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger("io.fizzle");

  /** A minute of samples at one a second. */
  private static final int MOST_WAITING = 60;

  /** So late a sample means that the process stood still, and that it may do so again. */
  private static final long URGENT_LATENESS = 1_000;

  /** How long the end of the process waits for the driver to take the last batch. */
  private static final long FAREWELL_MILLIS = 500;

  /** The plugin's way to the driver ({@code PluginContext.ask}). */
  @FunctionalInterface
  interface Driver {
    Object ask(Object message) throws Exception;
  }

  private final long everyMillis;
  private final Driver driver;
  private final Deque<VitalSigns> waiting = new ArrayDeque<>();
  private final Guard guard = new Guard("handing vitals to the driver");
  private Header identity;
  private boolean urgent = true;
  private boolean stopped;
  private @Nullable Thread thread;
  private boolean warned;

  VitalsSender(Header identity, long everyMillis, Driver driver) {
    this.identity = identity;
    this.everyMillis = everyMillis;
    this.driver = driver;
  }

  synchronized void start() {
    Thread sending = new Thread(this, "fizzle-sender");
    sending.setDaemon(true);
    sending.start();
    thread = sending;
  }

  synchronized void add(VitalSigns signs) {
    if (waiting.size() == MOST_WAITING) {
      waiting.removeFirst();
    }
    waiting.addLast(signs);
    urgent |= signs.get(Vital.SAMPLER_LATE) >= URGENT_LATENESS;
    if (urgent) {
      notifyAll();
    }
  }

  @Override
  public void run() {
    guard.run(
        () -> {
          boolean more = true;
          while (more) {
            more = pause();
            send();
          }
        });
  }

  /** Waits until a batch is due; false where it is the last. */
  private synchronized boolean pause() throws InterruptedException {
    long due = System.nanoTime() + everyMillis * 1_000_000;
    while (!stopped && !(urgent && !waiting.isEmpty())) {
      long left = (due - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    urgent = false;
    return !stopped;
  }

  private void send() {
    VitalsBatch batch = take();
    if (batch.samples().isEmpty()) {
      return;
    }
    try {
      driver.ask(batch.encode());
    } catch (Exception lost) {
      // a driver that is busy, gone or without the plugin: later batches may arrive again
      if (!warned) {
        warned = true;
        LOG.warn("Fizzle: vitals did not reach the driver ({}); trying on", lost.toString());
      }
    }
  }

  private synchronized VitalsBatch take() {
    List<VitalSigns> samples = new ArrayList<>(waiting);
    waiting.clear();
    return new VitalsBatch(identity, samples);
  }

  /**
   * Sends what is left, with the note that the process ends in order, and waits for it a moment.
   *
   * @param last sample
   */
  void stop(VitalSigns last) throws InterruptedException {
    Thread sending;
    synchronized (this) {
      identity = identity.closedAt(last.time().toEpochMilli());
      waiting.addLast(last);
      stopped = true;
      notifyAll();
      sending = thread;
    }
    if (sending != null) {
      sending.join(FAREWELL_MILLIS);
    }
  }
}

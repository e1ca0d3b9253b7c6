package io.fizzle.spark.recorder;

import io.fizzle.read.vitals.VitalsRing.Header;
import io.fizzle.signal.VitalSigns;
import io.fizzle.spark.Guard;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends samples to the driver in small batches, one batch at a time: the next one leaves when the
 * driver has taken the one before, so that a slow driver is never flooded. What it cannot take in
 * time is left out, the oldest first; the ring file has it all the same.
 */
final class VitalsSender implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger("io.fizzle");

  /** A minute of samples at one a second. */
  private static final int MOST_WAITING = 60;

  /** The plugin's way to the driver ({@code PluginContext.ask}). */
  @FunctionalInterface
  interface Driver {
    Object ask(Object message) throws Exception;
  }

  private final Header identity;
  private final long everyMillis;
  private final Driver driver;
  private final Deque<VitalSigns> waiting = new ArrayDeque<>();
  private final Guard guard = new Guard("handing vitals to the driver");
  private final CountDownLatch stopped = new CountDownLatch(1);
  private boolean warned;

  VitalsSender(Header identity, long everyMillis, Driver driver) {
    this.identity = identity;
    this.everyMillis = everyMillis;
    this.driver = driver;
  }

  void start() {
    Thread thread = new Thread(this, "fizzle-sender");
    thread.setDaemon(true);
    thread.start();
  }

  synchronized void add(VitalSigns signs) {
    if (waiting.size() == MOST_WAITING) {
      waiting.removeFirst();
    }
    waiting.addLast(signs);
  }

  @Override
  public void run() {
    guard.run(
        () -> {
          while (pause()) {
            send();
          }
        });
  }

  /** Waits for the next batch; false where there will be none. */
  private boolean pause() throws InterruptedException {
    return !stopped.await(everyMillis, TimeUnit.MILLISECONDS);
  }

  private void send() {
    List<VitalSigns> batch = take();
    if (batch.isEmpty()) {
      return;
    }
    try {
      driver.ask(new VitalsBatch(identity, batch).encode());
    } catch (Exception lost) {
      // a driver that is busy, gone or without the plugin: later batches may arrive again
      if (!warned) {
        warned = true;
        LOG.warn("Fizzle: vitals did not reach the driver ({}); trying on", lost.toString());
      }
    }
  }

  private synchronized List<VitalSigns> take() {
    List<VitalSigns> batch = new ArrayList<>(waiting);
    waiting.clear();
    return batch;
  }

  void stop() {
    stopped.countDown();
  }
}

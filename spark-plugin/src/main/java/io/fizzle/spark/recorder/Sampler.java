package io.fizzle.spark.recorder;

import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import io.fizzle.spark.Guard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Measures at a steady pace on a thread of its own and hands every sample on. */
final class Sampler implements Runnable {
  private static final long MILLI = 1_000_000;

  private final Map<Probe, Guard> probes = new LinkedHashMap<>();
  private final long intervalMillis;
  private final Consumer<VitalSigns> sink;
  private volatile boolean stopped;

  Sampler(List<Probe> probes, long intervalMillis, Consumer<VitalSigns> sink) {
    probes.forEach(probe -> this.probes.put(probe, new Guard(probe.getClass().getSimpleName())));
    this.intervalMillis = intervalMillis;
    this.sink = sink;
  }

  Thread start() {
    Thread thread = new Thread(this, "fizzle-recorder");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void run() {
    Guard guard = new Guard("the flight recorder");
    long next = System.nanoTime();
    while (!stopped && !guard.isOff()) {
      long late = Math.max(0, (System.nanoTime() - next) / MILLI);
      guard.run(() -> sink.accept(sample(late)));
      next = Math.max(next + intervalMillis * MILLI, System.nanoTime());
      sleepUntil(next);
    }
  }

  private void sleepUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0 && !stopped; ) {
      LockSupport.parkNanos(left);
      left = nanos - System.nanoTime();
    }
  }

  /**
   * One sample now.
   *
   * @param lateMillis how much later than planned it is taken
   */
  VitalSigns sample(long lateMillis) {
    Sample sample = new Sample();
    probes.forEach((probe, guard) -> guard.run(() -> probe.measure(sample)));
    sample.put(Vital.SAMPLER_LATE, lateMillis);
    return sample.at(System.currentTimeMillis());
  }

  /** No sample is taken on its own any more. */
  void stop() {
    stopped = true;
  }

  /** Gives back what the probes hold. */
  void close() {
    probes.forEach((probe, guard) -> guard.run(probe::close));
  }
}

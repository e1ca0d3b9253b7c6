package io.fizzle.spark.driver;

import io.fizzle.signal.VitalSigns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.scheduler.SparkListenerEvent;

/**
 * Puts vitals and diagnoses into Spark's event log: of a living executor one sample in half a
 * minute, about 35 KiB an hour; of a lost one everything of its last minute.
 */
final class VitalsJournal {
  private static final long EVERY_NANOS = 30_000_000_000L;
  private static final int LAST_SAMPLES = 60;

  private final VitalsBoard board;
  private final Consumer<SparkListenerEvent> bus;
  private final Map<String, Long> written = new HashMap<>();

  /**
   * @param bus takes an event and returns at once
   */
  VitalsJournal(VitalsBoard board, Consumer<SparkListenerEvent> bus) {
    this.board = board;
    this.bus = bus;
  }

  /** Called at each batch of an executor. */
  synchronized void heard(String executor) {
    long now = System.nanoTime();
    Long before = written.get(executor);
    if (before == null || now - before >= EVERY_NANOS) {
      written.put(executor, now);
      post(executor, 1);
    }
  }

  /** Called once for a lost executor. */
  synchronized void lost(LossReport report) {
    written.remove(report.executor());
    post(report.executor(), LAST_SAMPLES);
    bus.accept(new FizzleLoss(report));
  }

  private void post(String executor, int most) {
    List<VitalSigns> samples = board.samples(executor);
    board
        .identity(executor)
        .filter(identity -> !samples.isEmpty())
        .ifPresent(
            identity ->
                bus.accept(
                    new FizzleVitals(
                        identity,
                        samples.subList(Math.max(0, samples.size() - most), samples.size()))));
  }
}

package io.fizzle.spark.instrument;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import io.fizzle.spark.instrument.LargeWork.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what is large: one line and one event for each place in the program, at most {@value #MOST}
 * of a kind in ten minutes; every one counts in the metrics.
 */
public final class LargeWorkReports implements Consumer<LargeWork> {
  private static final Logger LOG = LoggerFactory.getLogger("io.fizzle");
  private static final int MOST = 5;
  private static final long WINDOW_NANOS = 600_000_000_000L;

  /** Of a program that makes up call sites without end. */
  private static final int MOST_PLACES = 1_000;

  private final Tally tasks = new Tally();
  private final Tally binaries = new Tally();
  private final Tally broadcasts = new Tally();
  private final Set<String> places = new HashSet<>();
  private final Consumer<SparkListenerEvent> bus;

  /** What there was of one kind. */
  private static final class Tally {
    final Counter all = new Counter();

    /** When the last ones were said. */
    final Deque<Long> said = new ArrayDeque<>();
  }

  /**
   * @param bus takes an event and returns at once
   */
  public LargeWorkReports(Consumer<SparkListenerEvent> bus) {
    this.bus = bus;
  }

  /** Lets Spark's metrics system see the counts. */
  public void register(MetricRegistry metrics) {
    metrics.register("fizzle.largeTasks", tasks.all);
    metrics.register("fizzle.largeTaskBinaries", binaries.all);
    metrics.register("fizzle.largeBroadcasts", broadcasts.all);
  }

  private Tally tally(Kind kind) {
    return switch (kind) {
      case TASK -> tasks;
      case TASK_BINARY -> binaries;
      case BROADCAST -> broadcasts;
    };
  }

  @Override
  public void accept(LargeWork work) {
    tally(work.kind()).all.inc();
    if (isDue(work, System.nanoTime())) {
      LOG.warn("Fizzle: {}", work.sentence());
      bus.accept(new FizzleLargeWork(work, System.currentTimeMillis()));
    }
  }

  private synchronized boolean isDue(LargeWork work, long now) {
    Deque<Long> before = tally(work.kind()).said;
    while (!before.isEmpty() && now - before.getFirst() > WINDOW_NANOS) {
      before.removeFirst();
    }
    if (before.size() >= MOST
        || places.size() >= MOST_PLACES
        || !places.add(work.kind() + " " + work.callSite())) {
      return false;
    }
    before.addLast(now);
    return true;
  }
}

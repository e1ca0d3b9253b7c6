package io.fizzle.spark.driver;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * When the application began to end, as far as the driver knows; thread-safe. What executors suffer
 * from then on is part of that: a context that stops sends them away, and a driver that is ended
 * from outside is often ended together with them.
 */
final class ApplicationEnding implements AutoCloseable {
  private final AtomicLong began = new AtomicLong(Long.MAX_VALUE);
  private @Nullable Thread hook;

  /**
   * Also takes the end of this JVM for the end of the application: Spark's own hook stops the
   * context only after others have run, and one of those ends the executors of a local cluster.
   */
  synchronized void watchJvm() {
    Thread atExit = new Thread(() -> at(System.currentTimeMillis()), "fizzle-ending");
    Runtime.getRuntime().addShutdownHook(atExit);
    hook = atExit;
  }

  /** It began to end at this time, in milliseconds since the epoch, or earlier. */
  void at(long epochMillis) {
    began.accumulateAndGet(epochMillis, Math::min);
  }

  /** True for what happened at this time where the application was ending. */
  boolean explains(Instant time) {
    return time.toEpochMilli() >= began.get();
  }

  /** The context is gone, and this JVM may live on. */
  @Override
  public synchronized void close() {
    Thread atExit = hook;
    if (atExit != null) {
      hook = null;
      try {
        Runtime.getRuntime().removeShutdownHook(atExit);
      } catch (IllegalStateException ending) {
        // it runs, or has run
      }
    }
  }
}

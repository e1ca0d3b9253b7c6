package io.fizzle.spark;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every failure of the plugin away from the application: one warning, and after {@value
 * #TOLERATED} failures the guarded part is off.
 *
 * <p>It catches {@code Throwable}: a class that is missing in this version of Spark, or a fault in
 * a mapped file on a full disk, are errors, and none of them may end a user's job.
 */
public final class Guard {
  private static final Logger LOG = LoggerFactory.getLogger("io.fizzle");
  private static final int TOLERATED = 3;

  private final String part;
  private final AtomicInteger failures = new AtomicInteger();

  /**
   * @param part what it guards, as the warning names it
   */
  public Guard(String part) {
    this.part = part;
  }

  /** Something that may fail. */
  @FunctionalInterface
  public interface Action {
    void run() throws Exception;
  }

  /** Runs it, unless this part is off. */
  public void run(Action action) {
    call(
        () -> {
          action.run();
          return Boolean.TRUE;
        },
        Boolean.FALSE);
  }

  /** Runs it and gives its result; the fallback where it fails or this part is off. */
  @SuppressWarnings("CatchingUnchecked") // the class comment says why
  public <T> T call(Callable<T> action, T fallback) {
    if (isOff()) {
      return fallback;
    }
    try {
      return action.call();
    } catch (Throwable failure) {
      failed(failure);
      return fallback;
    }
  }

  private void failed(Throwable failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return;
    }
    int count = failures.incrementAndGet();
    try {
      if (count == 1) {
        LOG.warn("Fizzle: {} failed; the application is not affected", part, failure);
      } else if (count == TOLERATED) {
        LOG.warn("Fizzle: {} failed {} times and is switched off", part, count);
      }
    } catch (Throwable unloggable) {
      // out of memory while logging: there is nobody left to tell
    }
  }

  /** True where this part has failed too often and does nothing any more. */
  public boolean isOff() {
    return failures.get() >= TOLERATED;
  }
}

package io.fizzle.spark;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every failure of the plugin away from the application. The first one in a process is a
 * warning, whatever part it is in, because failures come in company; all others are told at level
 * INFO. After {@value #TOLERATED} failures a part is off.
 *
 * <p>It catches {@code Throwable}. A class that is missing in this version of Spark, a stack that
 * is too deep, or a fault in a mapped file ({@code InternalError}) are errors, and none of them may
 * end a user's job. An {@code OutOfMemoryError} is caught as well: if the heap is full, the
 * application's own next allocation says so, to those who can act on it.
 */
public final class Guard {
  private static final Logger LOG = LoggerFactory.getLogger("io.fizzle");
  private static final AtomicBoolean WARNED = new AtomicBoolean();
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
      if (count == 1 && WARNED.compareAndSet(false, true)) {
        LOG.warn("Fizzle: {} failed; the application is not affected", part, failure);
      } else if (count == 1) {
        LOG.info("Fizzle: {} failed as well", part, failure);
      } else if (count == TOLERATED) {
        LOG.info("Fizzle: {} failed {} times and is switched off", part, count);
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

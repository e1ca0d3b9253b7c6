package io.fizzle.spark.instrument;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An operation between its start and its end: what {@link Fizzle#instrument} makes, and Python and
 * try-with-resources use directly. The jobs that its thread starts meanwhile are counted for it.
 */
public final class Operation implements AutoCloseable {
  private final OperationEnd atEnd;
  private final String operation;
  private final String name;
  private final long startNanos = System.nanoTime();
  private final AtomicBoolean ended = new AtomicBoolean();

  Operation(String operation, String name, OperationEnd atEnd) {
    this.operation = operation;
    this.name = name;
    this.atEnd = atEnd;
  }

  /** What happens at the end. */
  @FunctionalInterface
  interface OperationEnd {
    void ended(Operation operation, long millis, @Nullable String failure);
  }

  /** What is done: {@code load}. */
  public String operation() {
    return operation;
  }

  /** To what it is done. */
  public String name() {
    return name;
  }

  /** It ended well. Only the first end counts. */
  @Override
  public void close() {
    end(null);
  }

  /** It failed, for this reason. Only the first end counts. */
  public void fail(String reason) {
    end(reason);
  }

  private void end(@Nullable String failure) {
    if (ended.compareAndSet(false, true)) {
      atEnd.ended(this, (System.nanoTime() - startNanos) / 1_000_000, failure);
    }
  }
}

package io.fizzle.spark.instrument;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An operation that was instrumented, from start to end.
 *
 * @param operation what was done, in the caller's word: {@code load}
 * @param name to what
 * @param millis from start to end
 * @param failure why it failed; null where it succeeded
 * @param work what its jobs cost
 */
public record OperationRun(
    String operation, String name, long millis, @Nullable String failure, Work work)
    implements Measurement {
  /**
   * The sums over all tasks of the jobs that the operation's thread started. Times in milliseconds.
   *
   * @param complete false where Spark's listener bus was too far behind to have told all
   */
  public record Work(
      int jobs,
      int stages,
      int tasks,
      int failedTasks,
      long runMillis,
      long gcMillis,
      long inputBytes,
      long outputBytes,
      long shuffleReadBytes,
      long shuffleWriteBytes,
      long spilledBytes,
      boolean complete) {}

  /** Why it failed. */
  public Optional<String> whyFailed() {
    return Optional.ofNullable(failure);
  }

  @Override
  public Level level() {
    return failure == null ? Level.NOTE : Level.WARNING;
  }

  @Override
  public String sentence() {
    StringBuilder text = new StringBuilder(operation).append(' ').append(name);
    text.append(failure == null ? " took " : " failed after ").append(Amounts.millis(millis));
    if (failure != null) {
      text.append(" (").append(failure).append(')');
    }
    text.append(": ")
        .append(Amounts.count(work.jobs, "job"))
        .append(", ")
        .append(Amounts.count(work.tasks, "task"));
    if (work.failedTasks > 0) {
      text.append(" (").append(work.failedTasks).append(" failed)");
    }
    if (work.tasks > 0) {
      text.append(", tasks ran ")
          .append(Amounts.millis(work.runMillis))
          .append(" of which GC ")
          .append(Amounts.millis(work.gcMillis));
    }
    amount(text, "read", work.inputBytes);
    amount(text, "wrote", work.outputBytes);
    amount(text, "shuffle read", work.shuffleReadBytes);
    amount(text, "shuffle written", work.shuffleWriteBytes);
    amount(text, "spilled", work.spilledBytes);
    return text.append(work.complete ? "" : " (not all tasks heard of yet)").toString();
  }

  private static void amount(StringBuilder text, String what, long bytes) {
    if (bytes > 0) {
      text.append(", ").append(what).append(' ').append(Amounts.bytes(bytes));
    }
  }
}

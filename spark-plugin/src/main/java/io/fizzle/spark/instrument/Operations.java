package io.fizzle.spark.instrument;

import io.fizzle.evidence.Redaction;
import io.fizzle.spark.Guard;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins operations and records them when they end. */
final class Operations {
  private static final Logger LOG = LoggerFactory.getLogger("io.fizzle");

  /** Unique in this JVM, so that two of these on one context do not count each other's jobs. */
  private static final AtomicLong IDS = new AtomicLong();

  /** How long the end of an operation waits for Spark's listener bus. */
  private static final long MOST_WAIT_MILLIS = 1_000;

  private static final int LONGEST_REASON = 300;

  private final SparkContext context;
  private final Journal journal;
  private final int verbosity;
  private final Guard guard = new Guard("instrumenting operations");
  private @Nullable OperationListener listener;

  Operations(SparkContext context, Journal journal, int verbosity) {
    this.context = context;
    this.journal = journal;
    this.verbosity = verbosity;
  }

  /** An operation that begins now, in this thread. */
  Operation begin(String operation, String name) {
    Operation unmeasured = unmeasured(operation, name);
    return verbosity == 0 ? unmeasured : guard.call(() -> tracked(operation, name), unmeasured);
  }

  /** An operation of which nothing is recorded. */
  static Operation unmeasured(String operation, String name) {
    return new Operation(operation, name, (ended, millis, failure) -> {});
  }

  private Operation tracked(String operation, String name) {
    OperationListener counting = listener();
    OperationMetrics metrics =
        new OperationMetrics(operation + " " + name, context.defaultParallelism());
    String id = String.valueOf(IDS.incrementAndGet());
    String enclosing = context.getLocalProperty(OperationListener.PROPERTY);
    Thread thread = Thread.currentThread();
    long mark = journal.recorded();
    context.setLocalProperty(OperationListener.PROPERTY, counting.begin(id, metrics, enclosing));
    return new Operation(
        operation,
        name,
        (ended, millis, failure) ->
            guard.run(
                () -> {
                  if (Thread.currentThread() == thread) {
                    context.setLocalProperty(OperationListener.PROPERTY, enclosing);
                  }
                  boolean complete = counting.await(context, MOST_WAIT_MILLIS);
                  counting.end(id);
                  record(ended, millis, failure, metrics, complete, mark);
                }));
  }

  private void record(
      Operation ended,
      long millis,
      @Nullable String failure,
      OperationMetrics metrics,
      boolean complete,
      long mark) {
    metrics.smallPartitions().forEach(journal::record);
    journal.record(
        new OperationRun(
            ended.operation(), ended.name(), millis, shortened(failure), metrics.work(complete)));
    if (verbosity >= 2) {
      List<Measurement> within = journal.since(mark);
      LOG.info("{}", SummaryText.of(within, 0));
    }
  }

  private static @Nullable String shortened(@Nullable String failure) {
    if (failure == null) {
      return null;
    }
    String line = Redaction.redact(failure.lines().findFirst().orElse(""));
    return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "…" : line;
  }

  private synchronized OperationListener listener() {
    if (listener == null) {
      listener = new OperationListener();
      context.addSparkListener(listener);
    }
    return listener;
  }
}

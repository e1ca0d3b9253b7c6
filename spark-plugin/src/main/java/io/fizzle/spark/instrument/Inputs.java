package io.fizzle.spark.instrument;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at what a job hands to {@link Fizzle} before anything is done with it. What cannot be
 * measured is told, each kind once: a job that hands over nothing does so in a loop.
 */
final class Inputs {
  private static final Logger LOG = LoggerFactory.getLogger("io.fizzle");
  private static final String UNNAMED = "(unnamed)";

  private final SparkContext context;
  private final boolean silent;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * @param silent whether to say nothing
   */
  Inputs(SparkContext context, boolean silent) {
    this.context = context;
    this.silent = silent;
  }

  /**
   * The name, or what stands for one that is missing.
   *
   * @param call as the job wrote it: {@code measureClosure}
   */
  String name(@Nullable String name, String call) {
    if (name == null) {
      tell(call + " name", call + " was given no name: it is shown as " + UNNAMED);
    }
    return name == null ? UNNAMED : name;
  }

  /** True where there is something to measure, and a context that has not been stopped. */
  boolean isMeasurable(@Nullable Object value, String call, String name) {
    if (value == null) {
      tell(call, call + " of " + name + " was given null: nothing is measured");
    }
    return value != null && isRunning();
  }

  /** True where the context has not been stopped: without it nothing can be asked. */
  boolean isRunning() {
    boolean stopped = context.isStopped();
    if (stopped) {
      tell("stopped", "the SparkContext has been stopped: nothing is measured any more");
    }
    return !stopped;
  }

  private void tell(String kind, String text) {
    if (!silent && told.add(kind)) {
      LOG.warn("Fizzle: {}", text);
    }
  }
}

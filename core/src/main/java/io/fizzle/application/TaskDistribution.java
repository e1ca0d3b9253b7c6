package io.fizzle.application;

import io.fizzle.evidence.Evidence;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.jspecify.annotations.Nullable;

/**
 * How one measure is spread over a stage's tasks: a quantile sketch, not a list.
 *
 * <p>A KLL sketch with k = 128 errs by about 2 % of rank (Apache DataSketches), far less than any
 * threshold on it; sum and maximum are exact.
 */
public final class TaskDistribution {
  private static final int SKETCH_SIZE = 128;

  private final KllDoublesSketch sketch = KllDoublesSketch.newHeapInstance(SKETCH_SIZE);
  private long count;
  private double sum;
  private double max = -1;
  private int maxIndex = -1;
  private String maxExecutor = "";
  private @Nullable Evidence maxEvidence;

  TaskDistribution() {}

  /** Adds one task's value; one below 0 was not measured and does not count. */
  void add(long value, int taskIndex, String executorId, Evidence evidence) {
    if (value < 0) {
      return;
    }
    sketch.update((double) value);
    count++;
    sum += value;
    if (value > max) {
      max = value;
      maxIndex = taskIndex;
      maxExecutor = executorId;
      maxEvidence = evidence;
    }
  }

  public long count() {
    return count;
  }

  public double sum() {
    return sum;
  }

  /** The largest value, -1 where there is none. */
  public double max() {
    return max;
  }

  public double mean() {
    return count == 0 ? 0 : sum / count;
  }

  /** The value at this rank, 0 to 1; 0 where nothing was measured. */
  public double quantile(double rank) {
    return count == 0 ? 0 : sketch.getQuantile(rank);
  }

  public double median() {
    return quantile(0.5);
  }

  /** Index of the task with the largest value, -1 where there is none. */
  public int maxIndex() {
    return maxIndex;
  }

  public String maxExecutor() {
    return maxExecutor;
  }

  /** The event of the task with the largest value; null where nothing was measured. */
  public @Nullable Evidence maxEvidence() {
    return maxEvidence;
  }
}

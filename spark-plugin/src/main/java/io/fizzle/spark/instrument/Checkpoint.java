package io.fizzle.spark.instrument;

/**
 * A lineage that was, or was not, broken.
 *
 * @param name the caller's name for it
 * @param kind {@code dataset} or {@code rdd}
 * @param threshold beyond which depth it is broken
 * @param before the depth before, of a Dataset that of its analysed plan; -1 where unknown
 * @param after the depth after; equal to {@code before} where nothing was done
 * @param way how it was broken
 */
public record Checkpoint(String name, String kind, int threshold, int before, int after, Way way)
    implements Measurement {
  /** How a lineage is broken. */
  public enum Way {
    /** Not at all: it is not deep enough. */
    NOT_NEEDED,
    /** Written to the checkpoint directory. */
    RELIABLE,
    /** Kept by the executors: lost with an executor that is lost. */
    LOCAL,
    /** It did not succeed: the lineage is as it was. */
    FAILED
  }

  @Override
  public Level level() {
    return switch (way) {
      case NOT_NEEDED -> Level.FINE;
      case RELIABLE, LOCAL -> Level.NOTE;
      case FAILED -> Level.WARNING;
    };
  }

  @Override
  public String sentence() {
    String what = kind + " " + name;
    return switch (way) {
      case NOT_NEEDED -> what + " is " + before + " deep: no checkpoint needed up to " + threshold;
      case RELIABLE -> what + " checkpointed to the checkpoint directory, " + depths();
      case LOCAL ->
          what
              + " checkpointed to the executors, "
              + depths()
              + "; lost with an executor: set a checkpoint directory where executors may go";
      case FAILED -> what + " could not be checkpointed and is used as it was";
    };
  }

  private String depths() {
    return "depth " + before + " before and " + after + " after";
  }
}

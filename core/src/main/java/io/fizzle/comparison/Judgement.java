package io.fizzle.comparison;

/** What the second run is against the first. */
public enum Judgement {
  /** No difference beyond the tolerance. */
  SAME,
  /** It is faster beyond the tolerance, or succeeded where the first failed. */
  BETTER,
  /** It is slower beyond the tolerance. */
  SLOWER,
  /** It failed and the first did not. */
  BROKEN,
  /** Both failed. */
  BOTH_FAILED,
  /** The evidence does not tell, or these are not runs of one application. */
  UNKNOWN;

  /** The name in reports and JSON. */
  public String id() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** True where a gate should stop the second run's change. */
  public boolean isWorse() {
    return this == SLOWER || this == BROKEN || this == BOTH_FAILED;
  }
}

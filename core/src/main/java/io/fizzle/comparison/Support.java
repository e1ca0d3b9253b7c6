package io.fizzle.comparison;

/** How much stands behind an explanation. The figures are a convention, not a calibration. */
public enum Support {
  /** The difference itself was measured in both runs. */
  MEASURED(0.95),
  /** One change only can have moved it. */
  ONLY_CHANGE(0.85),
  /** One of several changes that can have moved it. */
  ONE_OF_SEVERAL(0.5),
  /** It fits, and nothing measured ties it to the difference. */
  CONSISTENT(0.4),
  /** It was measured that it happened, and nothing that was read says why. */
  UNEXPLAINED(0);

  private final double confidence;

  Support(double confidence) {
    this.confidence = confidence;
  }

  /** 0 to 1. */
  public double confidence() {
    return confidence;
  }

  public String words() {
    return switch (this) {
      case MEASURED -> "measured";
      case ONLY_CHANGE -> "the only change that can have moved it";
      case ONE_OF_SEVERAL -> "one of several changes that can have moved it";
      case CONSISTENT -> "fits, not proved";
      case UNEXPLAINED -> "why, nothing that was read says";
    };
  }
}

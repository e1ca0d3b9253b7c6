package io.fizzle.cause;

/**
 * How much one piece of evidence moves the odds.
 *
 * <p>Causes name a strength, not a number, so that all of them can be calibrated together: the
 * numbers are learnt from labelled cases ({@code calibration.properties}).
 */
public enum Strength {
  /** A hint: plausible, but as easily something else. */
  HINT,
  /** Fits well; seldom seen otherwise. */
  MODERATE,
  /** Hard to explain otherwise. */
  STRONG,
  /** The system itself says so. */
  PROOF;

  /** One step less; a hint stays a hint. */
  Strength weaker() {
    return switch (this) {
      case PROOF -> STRONG;
      case STRONG -> MODERATE;
      case MODERATE, HINT -> HINT;
    };
  }
}

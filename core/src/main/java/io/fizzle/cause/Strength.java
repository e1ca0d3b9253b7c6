package io.fizzle.cause;

/**
 * How much one piece of evidence moves the odds, in natural log-odds.
 *
 * <p>Causes name a strength, not a number, so that all of them can be calibrated together.
 */
public enum Strength {
  /** A hint: plausible, but as easily something else. */
  HINT(0.7),
  /** Fits well; seldom seen otherwise. */
  MODERATE(1.5),
  /** Hard to explain otherwise. */
  STRONG(3.0),
  /** The system itself says so. */
  PROOF(5.0);

  private final double logOdds;

  Strength(double logOdds) {
    this.logOdds = logOdds;
  }

  /** One step less; a hint stays a hint. */
  Strength weaker() {
    return switch (this) {
      case PROOF -> STRONG;
      case STRONG -> MODERATE;
      case MODERATE, HINT -> HINT;
    };
  }

  public double logOdds() {
    return logOdds;
  }
}

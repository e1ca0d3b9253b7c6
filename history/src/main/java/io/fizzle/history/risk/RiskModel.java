package io.fizzle.history.risk;

import org.hipparchus.distribution.continuous.BetaDistribution;

/**
 * The chance that a run fails: beta-binomial, drawn towards its kind.
 *
 * <p>Each application has a chance of its own, and chances of a kind scatter around their mean as a
 * beta distribution does. What is expected of an application before it ever ran is the mean of its
 * project's other applications, which is drawn towards that of its version of Spark, and that
 * towards all. A strength is the number of runs that such an expectation counts as much as; both
 * are fitted by {@link Backtest}.
 *
 * @param applicationStrength runs after which an application's own history counts as much as its
 *     kind, above 0
 * @param kindStrength runs after which a project, or a version of Spark, counts as much as what it
 *     is part of, above 0
 */
public record RiskModel(double applicationStrength, double kindStrength) {
  /** Without a fit: a handful of runs of its own tell more than its kind. */
  public static final RiskModel UNTRAINED = new RiskModel(4, 20);

  /** Jeffreys' prior, for a history without any run. */
  private static final double HALF = 0.5;

  /** What is expected of an application of this kind. */
  double kind(Standing known) {
    double all = (known.all().failedWeight() + HALF) / (known.all().weight() + 1);
    return drawn(known.project(), drawn(known.version(), all));
  }

  private double drawn(Tally tally, double towards) {
    return (tally.failedWeight() + kindStrength * towards) / (tally.weight() + kindStrength);
  }

  /** An expectation counts no more than the runs that it rests on. */
  private double strength(Standing known) {
    return Math.min(applicationStrength, known.all().weight() + 1);
  }

  /** The chance that the next run fails, above 0 and below 1. */
  double chance(Standing known) {
    Tally own = known.own();
    double strength = strength(known);
    return (own.failedWeight() + strength * kind(known)) / (own.weight() + strength);
  }

  /** The chance below which it is with this probability, given what is known. */
  double quantile(Standing known, double probability) {
    double expected = kind(known);
    double strength = strength(known);
    Tally own = known.own();
    return new BetaDistribution(
            own.failedWeight() + strength * expected,
            own.weight() - own.failedWeight() + strength * (1 - expected))
        .inverseCumulativeProbability(probability);
  }
}

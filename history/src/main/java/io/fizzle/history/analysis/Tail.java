package io.fizzle.history.analysis;

import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.special.Beta;
import org.hipparchus.special.Gamma;

/** Chances of seeing so much or more by chance. */
final class Tail {
  /** Below this part of the mean, a sum of rare events is Poisson's for all purposes. */
  private static final double RARE = 1e-6;

  private Tail() {}

  /**
   * The chance that a sum of independent events, each with its own probability, is at least this.
   * The sum is taken for the binomial with the same mean and variance, which is within a hundredth
   * of the truth wherever it matters (Ehm 1991) and exact where all probabilities are equal.
   *
   * @param observed how many happened
   * @param mean the sum of the probabilities
   * @param variance the sum of p(1-p)
   */
  static double ofEvents(long observed, double mean, double variance) {
    if (observed <= 0) {
      return 1;
    }
    if (mean <= 0) {
      return 0;
    }
    double p = 1 - variance / mean;
    if (p < RARE) {
      return Gamma.regularizedGammaP(observed, mean);
    }
    double n = mean / p;
    return observed > n ? 0 : Beta.regularizedBeta(Math.min(1, p), observed, n - observed + 1);
  }

  /**
   * The chance that the mean of these is as far above nothing, by Student's t: for differences
   * whose spread is taken from themselves, because they come in bursts.
   */
  static double ofDifferences(double[] differences) {
    int n = differences.length;
    if (n < 3) {
      return 1;
    }
    double sum = 0;
    for (double one : differences) {
      sum += one;
    }
    double mean = sum / n;
    double squares = 0;
    for (double one : differences) {
      squares += (one - mean) * (one - mean);
    }
    if (mean <= 0) {
      return 1;
    }
    double error = Math.sqrt(squares / (n - 1) / n);
    return error == 0 ? 0 : ofT(mean / error, n - 1);
  }

  /**
   * The chance of an excess by Student's t, its spread taken from parts that are independent of
   * each other.
   *
   * @param residuals of each part, observed less what its own rate gives
   */
  static double ofExcess(double excess, double[] residuals) {
    int n = residuals.length;
    if (n < 3 || excess <= 0) {
      return 1;
    }
    double squares = 0;
    for (double one : residuals) {
      squares += one * one;
    }
    return squares == 0 ? 0 : ofT(excess / Math.sqrt(squares * n / (n - 1)), n - 1.0);
  }

  /** The chance of a t as large. */
  static double ofT(double t, double freedom) {
    return new TDistribution(freedom).cumulativeProbability(-t);
  }
}

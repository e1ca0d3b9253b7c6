package io.fizzle.history.analysis;

/**
 * The success probability that outcomes prove: the lower end of Wilson's interval (1927) at 95 %,
 * two-sided. Six of seven prove 49 %, one of one proves 21 %. It also holds for weights that are no
 * whole numbers, which outcomes that lose weight with age need and the exact bound of Clopper and
 * Pearson does not give.
 */
final class LowerBound {
  /** The normal's 97.5th percentile. */
  private static final double Z = 1.959963984540054;

  private LowerBound() {}

  /**
   * The bound, 0 to 1.
   *
   * @param successes at least 0
   * @param attempts at least as many; 0 proves nothing
   */
  static double of(double successes, double attempts) {
    if (attempts <= 0) {
      return 0;
    }
    double share = successes / attempts;
    double z = Z * Z / attempts;
    double middle = share + z / 2;
    double half = Z * Math.sqrt(share * (1 - share) / attempts + z / (4 * attempts));
    return Math.max(0, (middle - half) / (1 + z));
  }
}

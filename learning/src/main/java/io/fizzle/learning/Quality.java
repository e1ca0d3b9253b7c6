package io.fizzle.learning;

import java.util.ArrayList;
import java.util.List;

/**
 * How well stated probabilities hold.
 *
 * @param statements how many were judged
 * @param accuracy share of them that were right
 * @param logLoss mean of the negative natural logarithm of the truth's probability
 * @param brier mean squared difference between stated probability and truth (0 or 1) of the most
 *     probable cause: Brier, Monthly Weather Review 78 (1950)
 * @param calibrationError expected calibration error: the difference between stated probability and
 *     share of right answers in ten bins of equal width, weighted by their sizes (Naeini et al.,
 *     AAAI 2015)
 * @param confidentlyWrong how many were wrong at 90 % or more
 * @param bins stated probability and truth, bin by bin
 */
public record Quality(
    int statements,
    double accuracy,
    double logLoss,
    double brier,
    double calibrationError,
    int confidentlyWrong,
    List<Bin> bins) {
  private static final int BINS = 10;
  private static final double LEAST = 1e-4;

  /**
   * Statements with probabilities of one range.
   *
   * @param from lower end of the range, which is a tenth wide
   * @param stated mean probability stated
   * @param right share that was right
   */
  public record Bin(double from, int statements, double stated, double right) {}

  public Quality {
    bins = List.copyOf(bins);
  }

  /** Measures statements; of none there is no error. */
  public static Quality of(List<Judged> judged) {
    List<Bin> bins = new ArrayList<>();
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      int number = bin;
      List<Judged> in = judged.stream().filter(one -> binOf(one.confidence()) == number).toList();
      if (!in.isEmpty()) {
        double stated = in.stream().mapToDouble(Judged::confidence).sum() / in.size();
        double right = in.stream().filter(Judged::right).count() / (double) in.size();
        bins.add(new Bin(bin / (double) BINS, in.size(), stated, right));
        error += in.size() * Math.abs(stated - right);
      }
    }
    int count = Math.max(1, judged.size());
    return new Quality(
        judged.size(),
        judged.stream().filter(Judged::right).count() / (double) count,
        judged.stream()
                .mapToDouble(one -> -Math.log(Math.max(LEAST, one.probabilityOfTruth())))
                .sum()
            / count,
        judged.stream().mapToDouble(one -> one.error() * one.error()).sum() / count,
        error / count,
        (int) judged.stream().filter(Judged::isConfidentlyWrong).count(),
        bins);
  }

  private static int binOf(double probability) {
    return (int) Math.min(BINS - 1, Math.floor(probability * BINS));
  }
}

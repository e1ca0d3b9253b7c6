package io.fizzle.history.risk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How good predicted chances were.
 *
 * @param runs that were predicted
 * @param failures of these
 * @param brier mean square of chance less outcome: 0 is perfect
 * @param error expected calibration error: how far the chances of a bin are from its share of
 *     failures, weighed by size, 0 to 1
 * @param bins of about as many runs each, from the lowest chance on
 */
public record Calibration(long runs, long failures, double brier, double error, List<Bin> bins) {
  private static final int BINS = 10;

  public Calibration {
    bins = List.copyOf(bins);
  }

  /**
   * Runs with chances next to each other.
   *
   * @param from lowest chance
   * @param to highest chance
   * @param predicted mean chance
   */
  public record Bin(double from, double to, double predicted, long failures, long runs) {}

  private record Scored(double chance, boolean failed) {}

  static Calibration of(List<Prediction> predictions, ToDoubleFunction<Prediction> chance) {
    List<Scored> scored = new ArrayList<>();
    for (Prediction one : predictions) {
      scored.add(new Scored(chance.applyAsDouble(one), one.failed()));
    }
    scored.sort(Comparator.comparingDouble(Scored::chance));
    List<Bin> bins = new ArrayList<>();
    double brier = 0;
    double error = 0;
    long failures = 0;
    int size = scored.size();
    int begin = 0;
    for (int bin = 1; bin <= BINS && begin < size; bin++) {
      int end = (int) ((long) size * bin / BINS);
      // equal chances belong together
      while (end < size
          && end > begin
          && scored.get(end).chance() == scored.get(end - 1).chance()) {
        end++;
      }
      if (end > begin) {
        Bin one = bin(scored.subList(begin, end));
        bins.add(one);
        failures += one.failures();
        error += Math.abs(one.predicted() * one.runs() - one.failures()) / size;
        begin = end;
      }
    }
    for (Scored one : scored) {
      double miss = one.chance() - (one.failed() ? 1 : 0);
      brier += miss * miss / size;
    }
    return new Calibration(size, failures, brier, error, bins);
  }

  private static Bin bin(List<Scored> scored) {
    return new Bin(
        scored.get(0).chance(),
        scored.get(scored.size() - 1).chance(),
        scored.stream().mapToDouble(Scored::chance).average().orElse(0),
        scored.stream().filter(Scored::failed).count(),
        scored.size());
  }
}

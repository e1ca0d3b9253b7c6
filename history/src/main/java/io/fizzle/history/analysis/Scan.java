package io.fizzle.history.analysis;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The stretch of time in which a series differs most from the rest of it: Kulldorff's temporal scan
 * (1997) for a binomial, which finds both a change that stays and a spike that goes.
 *
 * <p>Its chance comes from dealing the bad runs out anew, as often as needed; the far tail is
 * Gumbel's, as is usual for scans (Abrams and others 2010). Runs fail in bursts, by retries above
 * all: the likelihood ratio is divided by how much the steps scatter beyond chance inside and
 * outside of the stretch, as in quasi-likelihood.
 *
 * @param first step of the stretch
 * @param last step of it
 * @param better true where less goes wrong in it; only asked of a stretch that lasts until the end
 * @param chance of as large a difference anywhere by chance
 */
record Scan(int first, int last, boolean better, double chance) {
  static final Scan NOTHING = new Scan(0, 0, false, 1);

  private static final int DEALS = 499;

  /** A likelihood ratio below this cannot survive any correction: no need to deal. */
  private static final double LEAST_RATIO = 5;

  /** So many deals at least as extreme are counted; fewer, and the tail is fitted. */
  private static final int ENOUGH = 10;

  private static final int FEWEST = 3;
  private static final double EULER = 0.577215664901532;

  /** Scans a series. */
  static Scan of(Series series, long seed) {
    int[] runs = series.runs();
    int[] bad = series.bad();
    Ratios ratios = new Ratios(runs, bad);
    Best best = ratios.best(runs, bad);
    if (best.ratio < LEAST_RATIO) {
      return NOTHING;
    }
    double observed = best.ratio / scatter(runs, bad, best);
    SplittableRandom random = new SplittableRandom(seed);
    double[] dealt = new double[DEALS];
    int above = 0;
    for (int i = 0; i < DEALS; i++) {
      dealt[i] = ratios.best(runs, deal(runs, ratios.allBad, random)).ratio;
      above += dealt[i] >= observed ? 1 : 0;
      if (above == 2 * ENOUGH) {
        return best.turned(runs, (above + 1.0) / (i + 2.0));
      }
    }
    double chance = above >= ENOUGH ? (above + 1.0) / (DEALS + 1.0) : gumbel(dealt, observed);
    return best.turned(runs, chance);
  }

  /**
   * Pearson's statistic by its degrees of freedom, with the stretch and the rest each at its rate.
   */
  private static double scatter(int[] runs, int[] bad, Best best) {
    double[] n = new double[2];
    double[] k = new double[2];
    for (int step = 0; step < runs.length; step++) {
      int side = step >= best.first && step <= best.last ? 1 : 0;
      n[side] += runs[step];
      k[side] += bad[step];
    }
    double pearson = 0;
    int freedom = -2;
    for (int step = 0; step < runs.length; step++) {
      int side = step >= best.first && step <= best.last ? 1 : 0;
      if (runs[step] > 0) {
        // half a hit on either side: where all or none went bad, nothing scatters
        double rate = (k[side] + 0.5) / (n[side] + 1);
        double off = bad[step] - runs[step] * rate;
        pearson += off * off / (runs[step] * rate * (1 - rate));
        freedom++;
      }
    }
    return freedom < 1 ? 1 : Math.max(1, pearson / freedom);
  }

  /** Bad runs dealt out to the steps, each run at most once. */
  private static int[] deal(int[] runs, int bad, SplittableRandom random) {
    int[] dealt = new int[runs.length];
    int runsLeft = 0;
    for (int count : runs) {
      runsLeft += count;
    }
    int badLeft = bad;
    for (int step = 0; step < runs.length; step++) {
      for (int run = 0; run < runs[step]; run++) {
        if (random.nextInt(runsLeft--) < badLeft) {
          dealt[step]++;
          badLeft--;
        }
      }
    }
    return dealt;
  }

  private static double gumbel(double[] values, double observed) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double variance = 0;
    for (double value : values) {
      variance += (value - mean) * (value - mean) / (values.length - 1);
    }
    double scale = Math.sqrt(6 * variance) / Math.PI;
    if (scale == 0) {
      return observed > mean ? 1.0 / (values.length + 1) : 1;
    }
    double place = mean - EULER * scale;
    return -Math.expm1(-Math.exp(-(observed - place) / scale));
  }

  /** The most different stretch. */
  private record Best(int first, int last, boolean better, double ratio) {

    /**
     * The same; where more went wrong from the first run on, nobody saw it begin: it is what comes
     * after that is different.
     */
    Scan turned(int[] runs, double chance) {
      int before = Arrays.stream(runs, 0, first).sum();
      int after = Arrays.stream(runs, last + 1, runs.length).sum();
      return better || before > 0 || after == 0
          ? new Scan(first, last, better, chance)
          : new Scan(last + 1, runs.length - 1, true, chance);
    }
  }

  /** Log likelihood ratios of stretches; the totals are those of every deal. */
  private static final class Ratios {
    private final int steps;
    private final int lastStep;
    private final int allRuns;
    final int allBad;
    private final double[] entropy;

    Ratios(int[] runs, int[] bad) {
      steps = runs.length;
      int sum = 0;
      int sumBad = 0;
      int end = 0;
      for (int step = 0; step < steps; step++) {
        sum += runs[step];
        sumBad += bad[step];
        end = runs[step] > 0 ? step : end;
      }
      lastStep = end;
      allRuns = sum;
      allBad = sumBad;
      entropy = new double[sum + 1];
      for (int n = 1; n <= sum; n++) {
        entropy[n] = n * Math.log(n);
      }
    }

    Best best(int[] runs, int[] bad) {
      Best best = new Best(0, 0, false, 0);
      double whole = entropy[allBad] + entropy[allRuns - allBad] - entropy[allRuns];
      for (int first = 0; first < steps; first++) {
        int n = 0;
        int k = 0;
        for (int last = first; last < steps; last++) {
          n += runs[last];
          k += bad[last];
          if (n == 0 || n == allRuns) {
            continue;
          }
          boolean more = (long) k * allRuns > (long) allBad * n;
          boolean counts = more ? k >= FEWEST : last >= lastStep && allBad - k >= FEWEST;
          if (counts) {
            double ratio = part(k, n) + part(allBad - k, allRuns - n) - whole;
            if (ratio > best.ratio) {
              best = new Best(first, last, !more, ratio);
            }
          }
        }
      }
      return best;
    }

    private double part(int k, int n) {
      return entropy[k] + entropy[n - k] - entropy[n];
    }
  }
}

package io.fizzle.history.risk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Predicts each recorded run from what was known when it started, and fits the model to that.
 *
 * <p>The product of the chances that each run's end was given is the marginal likelihood of the
 * beta-binomial, taken one run after the other (Dawid 1984); unlike its closed form it also holds
 * where older runs weigh less.
 */
public final class Backtest {
  /** Runs of an application before its next one is predicted. */
  public static final int FEWEST_RUNS = 5;

  /** Strengths are tried in steps of a third: only their order of magnitude matters. */
  private static final double STEP = 1.334;

  private static final double WEAKEST = 0.5;
  private static final double STRONGEST = 1_000;

  /** The likelihood is taken over so many at most, the latest. */
  private static final int MOST_FITTED = 60_000;

  private Backtest() {}

  /** What was known before each run, in the order of their start. */
  static List<Prediction> predictions(List<PastRun> runs) {
    List<PastRun> ordered =
        runs.stream().sorted(Comparator.comparingLong(PastRun::started)).toList();
    PriorityQueue<PastRun> running = new PriorityQueue<>(Comparator.comparingLong(PastRun::ended));
    Known known = new Known();
    List<Prediction> predictions = new ArrayList<>();
    for (PastRun run : ordered) {
      while (!running.isEmpty() && running.peek().ended() <= run.started()) {
        known.add(running.remove());
      }
      if (known.runs(run) >= FEWEST_RUNS) {
        predictions.add(
            new Prediction(known.before(run), known.baseRate(run.started()), run.failed()));
      }
      running.add(run);
    }
    return predictions;
  }

  /** The model under which what happened was likeliest. */
  static RiskModel fit(List<Prediction> all) {
    List<Prediction> predictions = all.subList(Math.max(0, all.size() - MOST_FITTED), all.size());
    RiskModel best = RiskModel.UNTRAINED;
    double most = Double.NEGATIVE_INFINITY;
    for (double own = WEAKEST; own <= STRONGEST; own *= STEP) {
      for (double kind = WEAKEST; kind <= STRONGEST; kind *= STEP * STEP) {
        RiskModel model = new RiskModel(own, kind);
        double likelihood = 0;
        for (Prediction one : predictions) {
          double chance = model.chance(one.known());
          likelihood += Math.log(one.failed() ? chance : 1 - chance);
        }
        if (likelihood > most) {
          most = likelihood;
          best = model;
        }
      }
    }
    return best;
  }
}

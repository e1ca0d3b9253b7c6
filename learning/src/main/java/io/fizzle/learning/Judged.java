package io.fizzle.learning;

import io.fizzle.diagnosis.Calibration;
import java.util.List;

/**
 * A stated probability beside the truth.
 *
 * @param said the most probable cause
 * @param confidence its stated probability
 * @param right whether it was an accepted answer
 * @param probabilityOfTruth what was given to all accepted answers together, or to none of the
 *     candidates where none of them is right
 */
public record Judged(
    String name, String said, double confidence, boolean right, double probabilityOfTruth) {

  private static final double CONFIDENT = 0.9;

  /** What these weights make of a case. */
  static Judged of(LabelledWeighing weighing, Calibration weights) {
    List<Double> probabilities = weighing.probabilities(weights);
    int top = 0;
    double right = 0;
    double all = 0;
    boolean answerable = false;
    for (int i = 0; i < probabilities.size(); i++) {
      top = probabilities.get(i) > probabilities.get(top) ? i : top;
      all += probabilities.get(i);
      if (weighing.candidates().get(i).right()) {
        right += probabilities.get(i);
        answerable = true;
      }
    }
    LabelledWeighing.Candidate first = weighing.candidates().get(top);
    return new Judged(
        weighing.name(),
        first.cause(),
        probabilities.get(top),
        first.right(),
        answerable ? right : Math.max(0, 1 - all));
  }

  /** The worst that can be said. */
  boolean isConfidentlyWrong() {
    return !right && confidence >= CONFIDENT;
  }

  /** How much was given to what is not true, 0 to 1. */
  double error() {
    return right ? 1 - confidence : confidence;
  }
}

package io.fizzle.learning;

import io.fizzle.cause.Strength;
import io.fizzle.diagnosis.Calibration;
import java.util.List;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * Regularised maximum likelihood: the four strengths and the prior under which the truth of the
 * cases is most probable, with a penalty for leaving the weights that were there before.
 *
 * <p>A strength is the sum of positive steps, so that no strength ever outweighs the next one. The
 * steps are fitted as logarithms. Deterministic: no random start, no random step.
 */
final class Fit {
  /**
   * Penalty for each squared unit (a factor of e of a step), in cases: with fewer than some dozens
   * of cases the weights hardly move.
   */
  private static final double STIFFNESS = 4;

  private static final double LEAST = 1e-4;
  private static final double FIRST_STEP = 0.3;
  private static final double CLOSE = 1e-7;
  private static final int MOST_EVALUATIONS = 5_000;
  private static final int PARAMETERS = 5;

  private final List<LabelledWeighing> cases;
  private final Calibration before;

  private Fit(List<LabelledWeighing> cases, Calibration before) {
    this.cases = cases;
    this.before = before;
  }

  /**
   * The weights that fit these cases best.
   *
   * @param before where to start, and what to keep to where the cases say nothing
   */
  static Calibration of(List<LabelledWeighing> cases, Calibration before) {
    return cases.isEmpty() ? before : new Fit(cases, before).weights();
  }

  private Calibration weights() {
    double[] start = parameters(before);
    double[] best =
        new SimplexOptimizer(new SimpleValueChecker(CLOSE, CLOSE))
            .optimize(
                new MaxEval(MOST_EVALUATIONS),
                new ObjectiveFunction(point -> cost(point, start)),
                GoalType.MINIMIZE,
                new InitialGuess(start),
                new NelderMeadSimplex(PARAMETERS, FIRST_STEP))
            .getPoint();
    return calibration(best);
  }

  private double cost(double[] point, double[] start) {
    Calibration weights = calibration(point);
    double cost = 0;
    for (LabelledWeighing weighing : cases) {
      cost -= Math.log(Math.max(LEAST, Judged.of(weighing, weights).probabilityOfTruth()));
    }
    for (int i = 0; i < PARAMETERS; i++) {
      cost += STIFFNESS * (point[i] - start[i]) * (point[i] - start[i]);
    }
    return cost;
  }

  private static double[] parameters(Calibration weights) {
    double hint = weights.weight(Strength.HINT);
    double moderate = weights.weight(Strength.MODERATE);
    double strong = weights.weight(Strength.STRONG);
    double proof = weights.weight(Strength.PROOF);
    return new double[] {
      Math.log(hint),
      Math.log(moderate - hint),
      Math.log(strong - moderate),
      Math.log(proof - strong),
      weights.prior()
    };
  }

  private Calibration calibration(double[] point) {
    double hint = Math.exp(point[0]);
    double moderate = hint + Math.exp(point[1]);
    double strong = moderate + Math.exp(point[2]);
    double proof = strong + Math.exp(point[3]);
    return before.with(hint, moderate, strong, proof, point[4]);
  }
}

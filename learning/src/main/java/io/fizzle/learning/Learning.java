package io.fizzle.learning;

import io.fizzle.diagnosis.Calibration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What labelled cases teach, and what that is worth on cases that it was not learnt from.
 *
 * @param before the weights in use until now
 * @param after the weights that fit all cases best
 * @param current how well the weights in use do on the cases
 * @param crossValidated how well learnt weights do, each judged only on groups of cases that it was
 *     not learnt from
 * @param folds into how many parts the groups were dealt
 * @param groups how many groups of cases there are
 * @param largestErrors the statements furthest from the truth in cross-validation, worst first
 */
public record Learning(
    Calibration before,
    Calibration after,
    Quality current,
    Quality crossValidated,
    int folds,
    int groups,
    List<Judged> largestErrors) {
  /** As usual: enough for learning to see nine tenths of the cases each time. */
  public static final int FOLDS = 10;

  private static final int MOST_ERRORS = 10;

  public Learning {
    largestErrors = List.copyOf(largestErrors);
  }

  /** Learns from the cases; the same cases always give the same weights. */
  public static Learning from(List<LabelledWeighing> cases, Calibration before) {
    List<String> groups = cases.stream().map(LabelledWeighing::group).distinct().sorted().toList();
    int folds = Math.min(FOLDS, groups.size());
    List<Judged> judged = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      int out = fold;
      List<LabelledWeighing> seen =
          cases.stream().filter(one -> groups.indexOf(one.group()) % folds != out).toList();
      Calibration learnt = Fit.of(seen, before);
      cases.stream()
          .filter(one -> groups.indexOf(one.group()) % folds == out)
          .forEach(one -> judged.add(Judged.of(one, learnt)));
    }
    return new Learning(
        before,
        Fit.of(cases, before),
        Quality.of(cases.stream().map(one -> Judged.of(one, before)).toList()),
        Quality.of(judged),
        folds,
        groups.size(),
        judged.stream()
            .filter(one -> !one.right())
            .sorted(
                Comparator.comparingDouble(Judged::confidence)
                    .reversed()
                    .thenComparing(Judged::name))
            .limit(MOST_ERRORS)
            .toList());
  }

  /**
   * True where the learnt weights promise to do no worse than those in use: they lose no more, and
   * are not oftener wrong with great confidence, which is worse than any doubt.
   */
  public boolean isNoWorse() {
    return crossValidated.logLoss() <= current.logLoss()
        && crossValidated.confidentlyWrong() <= current.confidentlyWrong();
  }
}

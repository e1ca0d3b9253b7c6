package io.fizzle.comparison;

import io.fizzle.application.Outcome;
import io.fizzle.diagnosis.Diagnosis;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two runs of one application: what differs, and what explains it. A pure function of their
 * diagnoses.
 *
 * @param sameness whether they are runs of one application
 * @param judgement what the second run is against the first
 * @param reasons the difference in run time by reason, in milliseconds; the parts add up to it;
 *     empty where a run failed or its stages have no times
 * @param stages the stages that took most, with their times in both runs
 * @param measures numbers of both runs
 * @param settings what was configured differently
 * @param operators operators that one run's plans have more often than the other's
 * @param explanations what explains the difference, the largest part first
 */
public record Comparison(
    Run before,
    Run after,
    Sameness sameness,
    Judgement judgement,
    double tolerance,
    Map<Reason, Long> reasons,
    List<StageDifference> stages,
    List<Measure> measures,
    List<Setting> settings,
    List<OperatorChange> operators,
    List<Explanation> explanations) {

  /** Up to 10 % a run time means nothing: two equal runs differ as much. */
  public static final double TOLERANCE = 0.10;

  /**
   * Nor does less than a second, in milliseconds: how long JVMs and executors take to start varies
   * by as much.
   */
  public static final long LEAST_MILLIS = 1000;

  public Comparison {
    reasons = Map.copyOf(reasons);
    stages = List.copyOf(stages);
    measures = List.copyOf(measures);
    settings = List.copyOf(settings);
    operators = List.copyOf(operators);
    explanations = List.copyOf(explanations);
  }

  /**
   * Compares two runs.
   *
   * @param tolerance share of the first run's time that counts as no difference, above 0
   */
  public static Comparison of(Diagnosis first, Diagnosis second, double tolerance) {
    Run before = Run.of(first);
    Run after = Run.of(second);
    List<StagePair> pairs = Alignment.of(before.stages(), after.stages());
    Sameness sameness = Sameness.of(before, after, pairs);
    Judgement judgement = judge(before, after, sameness, tolerance);
    Map<Reason, Double> reasons =
        isComparable(before) && isComparable(after)
            ? Decomposition.of(before, after, pairs)
            : Map.of();
    List<Setting> settings = Settings.different(before.conf(), after.conf());
    List<OperatorChange> operators = OperatorChange.of(before.operators(), after.operators());
    List<StageDifference> stages = StageDifference.of(before, after, pairs);
    Differences found =
        new Differences(before, after, judgement, tolerance, reasons, pairs, settings, operators);
    return new Comparison(
        before,
        after,
        sameness,
        judgement,
        tolerance,
        rounded(reasons),
        stages,
        Measure.of(before, after),
        settings,
        operators,
        sameness.isDifferent() ? List.of() : Explanations.of(found));
  }

  /** The time until a failure says nothing of how fast a run is. */
  private static boolean isComparable(Run run) {
    return run.isTimed() && run.application().outcome() != Outcome.FAILED;
  }

  private static Judgement judge(Run before, Run after, Sameness sameness, double tolerance) {
    Outcome one = before.application().outcome();
    Outcome other = after.application().outcome();
    if (sameness.isDifferent()) {
      return Judgement.UNKNOWN;
    }
    if (other == Outcome.FAILED) {
      return one == Outcome.FAILED ? Judgement.BOTH_FAILED : Judgement.BROKEN;
    }
    if (one == Outcome.FAILED) {
      return other == Outcome.SUCCEEDED ? Judgement.BETTER : Judgement.UNKNOWN;
    }
    boolean ended = one == Outcome.SUCCEEDED && other == Outcome.SUCCEEDED;
    Optional<Duration> first = before.length();
    Optional<Duration> second = after.length();
    if (!ended || first.isEmpty() || second.isEmpty()) {
      return Judgement.UNKNOWN;
    }
    long difference = second.get().toMillis() - first.get().toMillis();
    if (Math.abs(difference) <= Math.max(LEAST_MILLIS, tolerance * first.get().toMillis())) {
      return Judgement.SAME;
    }
    return difference > 0 ? Judgement.SLOWER : Judgement.BETTER;
  }

  /** Whole milliseconds that still add up: the largest part takes what rounding left. */
  private static Map<Reason, Long> rounded(Map<Reason, Double> reasons) {
    Map<Reason, Long> rounded = new EnumMap<>(Reason.class);
    reasons.forEach((reason, millis) -> rounded.put(reason, Math.round(millis)));
    double exact = reasons.values().stream().mapToDouble(Double::doubleValue).sum();
    long sum = rounded.values().stream().mapToLong(Long::longValue).sum();
    rounded.entrySet().stream()
        .max(Comparator.comparingLong(entry -> Math.abs(entry.getValue())))
        .ifPresent(largest -> largest.setValue(largest.getValue() + Math.round(exact) - sum));
    return rounded;
  }

  /** How much longer the second run took; empty where a length is not known. */
  public Optional<Duration> difference() {
    return before.length().flatMap(one -> after.length().map(other -> other.minus(one)));
  }

  /** What of the difference no explanation names, in milliseconds; 0 where nothing was split. */
  public long unexplainedMillis() {
    long all = reasons.values().stream().mapToLong(Long::longValue).sum();
    long explained =
        explanations.stream()
            .filter(one -> one.support() != Support.UNEXPLAINED)
            .mapToLong(Explanation::millis)
            .sum();
    return reasons.isEmpty() ? 0 : all - explained;
  }
}

package io.fizzle.comparison;

import io.fizzle.evidence.Evidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that differs, as explanations look at it. */
record Differences(
    Run before,
    Run after,
    Judgement judgement,
    double tolerance,
    Map<Reason, Double> reasons,
    List<StagePair> pairs,
    List<Setting> settings,
    List<OperatorChange> operators) {

  /** A part below this share of the whole difference is not worth a sentence. */
  private static final double SMALL = 0.10;

  double total() {
    return reasons.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /**
   * Reasons worth a sentence, the largest first. Where the runs took the same time these are such
   * that made up for each other.
   */
  List<Reason> telling() {
    double length = before.length().map(Duration::toMillis).orElse(0L);
    double noise = Math.max(Comparison.LEAST_MILLIS, tolerance * length) / 2;
    double least =
        judgement == Judgement.SAME ? 2 * noise : Math.max(noise, SMALL * Math.abs(total()));
    return reasons.entrySet().stream()
        .filter(entry -> Math.abs(entry.getValue()) >= least)
        .sorted(
            Comparator.comparingDouble(
                    (Map.Entry<Reason, Double> entry) -> Math.abs(entry.getValue()))
                .reversed())
        .map(Map.Entry::getKey)
        .toList();
  }

  List<Setting> moved(Lever... levers) {
    return settings.stream()
        .filter(setting -> Arrays.asList(levers).contains(setting.lever()))
        .toList();
  }

  /** The pair of stages with the largest part in this reason. */
  Optional<StagePair> mostOf(Reason reason) {
    return pairs.stream()
        .max(
            Comparator.comparingDouble(
                pair -> Math.abs(Decomposition.of(before, after, pair).getOrDefault(reason, 0.0))));
  }

  List<Evidence> evidence(Reason reason) {
    return mostOf(reason).stream()
        .flatMap(pair -> Stream.of(pair.before(), pair.after()))
        .filter(Objects::nonNull)
        .map(StageGroup::evidence)
        .filter(Objects::nonNull)
        .toList();
  }

  boolean sparkChanged() {
    return isOther(before.identity().sparkVersion(), after.identity().sparkVersion());
  }

  boolean javaChanged() {
    return isOther(before.identity().javaVersion(), after.identity().javaVersion());
  }

  private static boolean isOther(@Nullable String one, @Nullable String other) {
    return one != null && other != null && !one.equals(other);
  }

  /** For example {@code Spark 3.5.9 → 4.1.1}; empty where both versions stayed. */
  String versions() {
    List<String> changed = new ArrayList<>();
    if (sparkChanged()) {
      changed.add(
          "Spark " + before.identity().sparkVersion() + " → " + after.identity().sparkVersion());
    }
    if (javaChanged()) {
      changed.add(
          "Java " + before.identity().javaVersion() + " → " + after.identity().javaVersion());
    }
    return String.join(", ", changed);
  }
}

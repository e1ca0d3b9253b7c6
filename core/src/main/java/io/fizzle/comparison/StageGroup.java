package io.fizzle.comparison;

import io.fizzle.application.StageProfile;
import io.fizzle.evidence.Evidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stages of one run that do the same: those of one call site with the same operators, and all their
 * attempts. A loop makes many of them.
 *
 * @param name the call site without its line, which moves with every edit
 * @param operators what the stages compute; empty where not told
 */
record StageGroup(String name, List<String> operators, List<StageProfile> stages) {
  private static final Pattern LINE = Pattern.compile(":[0-9]{1,7}$");

  StageGroup {
    operators = List.copyOf(operators);
    stages = List.copyOf(stages);
  }

  /** The groups in the order in which they began; stages of which no task ended are left out. */
  static List<StageGroup> of(List<StageProfile> stages) {
    Map<List<Object>, List<StageProfile>> groups = new LinkedHashMap<>();
    for (StageProfile stage : stages) {
      if (stage.duration().count() > 0) {
        List<Object> key = List.of(plain(stage.name()), stage.operators());
        groups.computeIfAbsent(key, unused -> new ArrayList<>()).add(stage);
      }
    }
    return groups.values().stream()
        .map(same -> new StageGroup(plain(same.get(0).name()), same.get(0).operators(), same))
        .toList();
  }

  private static String plain(String name) {
    return name.isEmpty() ? "(stage without name)" : LINE.matcher(name).replaceFirst("");
  }

  private long sum(ToLongFunction<StageProfile> measure) {
    return stages.stream().mapToLong(measure).sum();
  }

  /** Time of all successful tasks from launch to finish, in milliseconds. */
  double taskMillis() {
    return stages.stream().mapToDouble(stage -> stage.duration().sum()).sum();
  }

  long gcMillis() {
    return sum(StageProfile::gcMillis);
  }

  long cpuMillis() {
    return sum(StageProfile::cpuMillis);
  }

  long tasks() {
    return sum(StageProfile::succeededTasks);
  }

  long failedTasks() {
    return sum(StageProfile::failedTasks);
  }

  /** Bytes read from storage and by shuffle. */
  double bytes() {
    return stages.stream()
        .mapToDouble(stage -> stage.input().sum() + stage.shuffleRead().sum())
        .sum();
  }

  long records() {
    return sum(StageProfile::inputRecords) + sum(StageProfile::shuffleReadRecords);
  }

  long diskSpilled() {
    return sum(StageProfile::diskSpilled);
  }

  /** The longest task against the median one, of the stage that worked longest; 1 without tasks. */
  double skew() {
    return longest()
        .filter(stage -> stage.duration().median() > 0)
        .map(stage -> stage.duration().max() / stage.duration().median())
        .orElse(1.0);
  }

  double longestTaskMillis() {
    return max(stage -> stage.duration().max());
  }

  private double max(ToDoubleFunction<StageProfile> measure) {
    return stages.stream().mapToDouble(measure).max().orElse(0);
  }

  private Optional<StageProfile> longest() {
    return stages.stream()
        .max((one, other) -> Double.compare(one.duration().sum(), other.duration().sum()));
  }

  /** The event of the stage that worked longest. */
  @Nullable Evidence evidence() {
    return longest().map(StageProfile::evidence).orElse(null);
  }

  /** When a task of the stage ran, as far as told. */
  static Optional<Instant> began(StageProfile stage) {
    return stage.firstLaunch().or(stage::submitted);
  }

  static Optional<Instant> ended(StageProfile stage) {
    return stage.lastFinish().or(stage::completed);
  }
}

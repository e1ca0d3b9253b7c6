package io.fizzle.comparison;

import io.fizzle.evidence.Evidence;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stages that do the same, in both runs. Times in milliseconds.
 *
 * @param operators what they compute in the run that has them, the second if both; may be empty
 * @param state whether the plan is the same or changed, or which run alone has them
 * @param before null where the first run does not have them
 * @param after null where the second run does not have them
 */
public record StageDifference(
    String name,
    List<String> operators,
    String state,
    @Nullable Side before,
    @Nullable Side after) {

  public StageDifference {
    operators = List.copyOf(operators);
  }

  /**
   * The stages of one run.
   *
   * @param wallMillis the run's time that they took; stages that run at once share it
   * @param taskMillis time of all successful tasks
   * @param bytes read from storage and by shuffle
   * @param longestTaskMillis the longest task
   * @param skew the longest task against the median one
   * @param evidence the event of the one that worked longest; null where there is none
   */
  public record Side(
      int stages,
      long wallMillis,
      long tasks,
      long failedTasks,
      long taskMillis,
      long gcMillis,
      long bytes,
      long records,
      long diskSpilled,
      long longestTaskMillis,
      double skew,
      @Nullable Evidence evidence) {

    static @Nullable Side of(Run run, @Nullable StageGroup group) {
      return group == null
          ? null
          : new Side(
              group.stages().size(),
              Math.round(run.wall().of(group)),
              group.tasks(),
              group.failedTasks(),
              Math.round(group.taskMillis()),
              group.gcMillis(),
              Math.round(group.bytes()),
              group.records(),
              group.diskSpilled(),
              Math.round(group.longestTaskMillis()),
              group.skew(),
              group.evidence());
    }
  }

  /** Those whose time changed most first. */
  static List<StageDifference> of(Run before, Run after, List<StagePair> pairs) {
    return pairs.stream()
        .map(
            pair ->
                new StageDifference(
                    pair.name(),
                    pair.operators(),
                    state(pair),
                    Side.of(before, pair.before()),
                    Side.of(after, pair.after())))
        .sorted(
            Comparator.comparingLong((StageDifference one) -> Math.abs(one.millis())).reversed())
        .toList();
  }

  private static String state(StagePair pair) {
    if (!pair.isMatched()) {
      return pair.after() == null ? "removed" : "added";
    }
    return pair.samePlan() ? "same" : "plan changed";
  }

  /** How much more of the run's time it took, in milliseconds. */
  public long millis() {
    return (after == null ? 0 : after.wallMillis) - (before == null ? 0 : before.wallMillis);
  }
}

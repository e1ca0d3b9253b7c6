package io.fizzle.comparison;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What does the same in both runs.
 *
 * @param before null where only the second run has it
 * @param after null where only the first run has it
 * @param samePlan false where the operators differ, or one side has none
 */
record StagePair(@Nullable StageGroup before, @Nullable StageGroup after, boolean samePlan) {

  String name() {
    StageGroup one = after == null ? before : after;
    return one == null ? "" : one.name();
  }

  List<String> operators() {
    StageGroup one = after == null ? before : after;
    return one == null ? List.of() : one.operators();
  }

  boolean isMatched() {
    return before != null && after != null;
  }
}

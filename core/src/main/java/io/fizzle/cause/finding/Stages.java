package io.fizzle.cause.finding;

import io.fizzle.application.StageProfile;
import io.fizzle.application.TaskDistribution;
import io.fizzle.evidence.Evidence;
import org.jspecify.annotations.Nullable;

/** What rules ask of a stage. */
final class Stages {

  private Stages() {}

  static String name(StageProfile stage) {
    String attempt = stage.attempt() > 0 ? "." + stage.attempt() : "";
    return "stage "
        + stage.stage()
        + attempt
        + (stage.name().isEmpty() ? "" : " (" + stage.name() + ")");
  }

  /** The stage's own event, else that of its slowest task. */
  static @Nullable Evidence evidence(StageProfile stage) {
    return stage.evidence() != null ? stage.evidence() : stage.duration().maxEvidence();
  }

  /** What its tasks read: shuffle data or input, whichever is more. */
  static TaskDistribution data(StageProfile stage) {
    return stage.shuffleRead().sum() >= stage.input().sum() ? stage.shuffleRead() : stage.input();
  }

  static boolean readsShuffle(StageProfile stage) {
    return stage.shuffleRead().sum() > 0 && stage.shuffleRead().sum() >= stage.input().sum();
  }

  /** Whether it works for an SQL query, so that the settings of Spark SQL rule its partitions. */
  static boolean isSql(StageProfile stage) {
    return stage.execution() >= 0 || !stage.sqlOperators().isEmpty();
  }
}

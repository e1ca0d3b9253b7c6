package io.fizzle.cause.finding;

import io.fizzle.application.StageProfile;

/**
 * What it costs that a stage waits for its slowest task.
 *
 * @param coreSeconds that had nothing to do meanwhile
 * @param text the same in words
 */
record Waiting(double coreSeconds, String text, String arithmetic) {

  static Waiting of(StageProfile stage, Run run) {
    double waited = Run.toSeconds(stage.duration().max() - stage.duration().median());
    if (!run.cores().complete()) {
      return new Waiting(waited, "at least one core's time", "slowest − median task, for one core");
    }
    double idle = Math.min(Run.toSeconds(stage.idleInTail()), waited * run.slots());
    return new Waiting(
        idle,
        Run.seconds(idle) + " idle",
        "cores without a task while the stage's last tasks ran, at most ("
            + Run.time(stage.duration().max())
            + " − "
            + Run.time(stage.duration().median())
            + ") × "
            + run.slots()
            + " cores");
  }
}

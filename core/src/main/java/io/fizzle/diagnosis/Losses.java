package io.fizzle.diagnosis;

import io.fizzle.diagnosis.BlindSpot.State;
import io.fizzle.remedy.Recording;
import io.fizzle.remedy.SparkConf;
import java.util.List;

/** Evidence that was lost on its way, by what the log says of it. */
final class Losses {
  private static final String EXCLUDED = "spark.eventLog.excludedPatterns";

  private Losses() {}

  static State state(String what) {
    if (what.contains("compacted")) {
      return State.COMPACTED;
    }
    if (what.startsWith("rolled event file")) {
      return State.ROTATED;
    }
    return what.startsWith(EXCLUDED) ? State.NOT_RECORDED : State.DROPPED;
  }

  static String id(State state) {
    return state == State.NOT_RECORDED ? "excluded-events" : state.id() + "-events";
  }

  static String hides(State state) {
    return switch (state) {
      case COMPACTED -> "tasks and stages of finished jobs, and executors that were gone by then";
      case ROTATED -> "everything that happened while the missing file was written";
      default -> "tasks, stages or removals: every number of them is a lower bound";
    };
  }

  static List<Recording.Line> lines(String what, State state, SparkConf conf) {
    return switch (state) {
      case DROPPED -> Recording.longerEventQueue(conf);
      case NOT_RECORDED -> List.of(new Recording.Line(EXCLUDED, conf.explicit(EXCLUDED), "", what));
      default -> List.of();
    };
  }

  static List<String> ways(State state) {
    return switch (state) {
      case COMPACTED ->
          List.of(
              "History Server: a larger spark.history.fs.eventLog.rolling.maxFilesToRetain in its"
                  + " own configuration");
      case ROTATED -> List.of("the rest of the folder eventlog_v2_…, from where it was copied");
      default -> List.of();
    };
  }
}

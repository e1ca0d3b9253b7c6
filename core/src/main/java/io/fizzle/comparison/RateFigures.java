package io.fizzle.comparison;

import io.fizzle.cause.Numbers;
import java.time.Duration;
import java.util.List;

/**
 * What the tasks of the stages that are in both runs took of one kind of time.
 *
 * @param before milliseconds in the first run
 * @param after milliseconds in the second run
 * @param expected what the second run would have taken at the first one's rate for its data
 */
record RateFigures(double before, double after, double expected) {
  /** An expectation nearer than this to the first run's time is not worth a word. */
  private static final double SAME = 0.10;

  static RateFigures of(Differences found, Reason reason) {
    List<StagePair> pairs = found.pairs().stream().filter(StagePair::isMatched).toList();
    double before = 0;
    double after = 0;
    double expected = 0;
    for (StagePair pair : pairs) {
      StageGroup first = pair.before();
      StageGroup second = pair.after();
      if (pair.samePlan() && first != null && second != null) {
        double time = time(first, reason);
        before += time;
        after += time(second, reason);
        expected += time * growth(first, second);
      }
    }
    return new RateFigures(before, after, expected);
  }

  private static double time(StageGroup group, Reason reason) {
    double computing = group.cpuMillis();
    double standing = group.taskMillis() - group.gcMillis() - computing;
    return Math.max(0, reason == Reason.STALL && computing > 0 ? standing : busy(group));
  }

  /** Where no processor time is told, all that is not garbage collection. */
  private static double busy(StageGroup group) {
    return group.cpuMillis() > 0 ? group.cpuMillis() : group.taskMillis() - group.gcMillis();
  }

  private static double growth(StageGroup first, StageGroup second) {
    boolean inBytes = first.bytes() > 0 && second.bytes() > 0;
    double one = inBytes ? first.bytes() : first.records();
    double other = inBytes ? second.bytes() : second.records();
    return one > 0 && other > 0 ? other / one : 1;
  }

  /** {@code 7.1 s of all tasks, then 11.7 s, where 21.3 s were to be expected}. */
  String text() {
    boolean scaled = Math.abs(expected - before) > SAME * before;
    return duration(before)
        + " of all tasks, then "
        + duration(after)
        + (scaled ? ", where " + duration(expected) + " were to be expected of so much data" : "");
  }

  private static String duration(double millis) {
    return Numbers.duration(Duration.ofMillis(Math.round(millis)));
  }
}

package io.fizzle.incident;

/**
 * How failures of one kind gather on one node, beside the work that this node and the others had.
 *
 * @param node the machine's name, as its manager or else Spark calls it
 * @param nodes how many machines had work while the failures went on, this one included
 * @param failures failures on the node
 * @param failuresInAll failures on all nodes, at least {@code failures}
 * @param work what could have failed on the node: executors started or task attempts ended there,
 *     those that failed included
 * @param workInAll the same on all nodes
 * @param again what shows that it was the node: executors that were started on it after another one
 *     had ended there in the same way; tasks that failed on it and succeeded on another node
 */
public record Concentration(
    String node, int nodes, int failures, int failuresInAll, long work, long workInAll, int again) {

  /** The most that luck may explain, counted for all nodes. */
  private static final double CHANCE = 0.01;

  /** A rate several times as high is no noise of load or age. */
  private static final double TIMES_AS_HIGH = 5;

  /** Three are the fewest that repeat. */
  private static final int REPEATED = 3;

  /** True where luck does not explain that the failures gather there. */
  boolean isTelling() {
    return nodes > 1
        && failures >= REPEATED
        && rate(failures, work) >= TIMES_AS_HIGH * rate(failuresInAll - failures, workInAll - work)
        && chance() <= CHANCE;
  }

  /**
   * True where the work itself does not explain it either: the tasks of one node may also be those
   * whose data lie there.
   */
  public boolean isOfTheNode() {
    return again >= REPEATED - 1;
  }

  private static double rate(long failures, long work) {
    return work == 0 ? 0 : (double) failures / work;
  }

  /**
   * The chance that at least so many of the failures lie on any one node if each piece of work is
   * as likely to fail as any other (Fisher's exact test, one-sided, times the nodes), 0 to 1.
   */
  public double chance() {
    double sum = 0;
    for (int here = failures; here <= Math.min(failuresInAll, work); here++) {
      long elsewhere = workInAll - work;
      if (failuresInAll - here <= elsewhere) {
        sum +=
            Math.exp(
                logChoose(work, here)
                    + logChoose(elsewhere, failuresInAll - here)
                    - logChoose(workInAll, failuresInAll));
      }
    }
    return Math.min(1, sum * nodes);
  }

  /** The logarithm of "{@code of} choose {@code some}". */
  private static double logChoose(long of, int some) {
    double sum = 0;
    for (int i = 0; i < some; i++) {
      sum += Math.log((double) (of - i) / (some - i));
    }
    return sum;
  }
}

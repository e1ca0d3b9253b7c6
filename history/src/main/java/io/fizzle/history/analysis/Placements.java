package io.fizzle.history.analysis;

/**
 * How many of its nodes a run lost executors on, and how likely each node was to be among them had
 * all executors been equally at risk. What befalls a whole run says nothing of its nodes: where
 * every node was struck, each was bound to be.
 */
final class Placements {
  private static final double[] NOTHING = {};

  private Placements() {}

  /**
   * The chance of each node to be among the struck ones: proportional to its executors, and at most
   * 1, as in sampling proportional to size. Empty where the run tells nothing: no node struck, all
   * struck, or a single one.
   *
   * @param executors of the run on each node, all at least 1
   * @param nodes how many of these count
   * @param struck nodes on which it lost any
   */
  static double[] chances(int[] executors, int nodes, int struck) {
    if (struck == 0 || struck == nodes) {
      return NOTHING;
    }
    double[] chances = new double[nodes];
    double left = struck;
    boolean capped = true;
    while (capped) {
      capped = false;
      double weights = 0;
      for (int i = 0; i < nodes; i++) {
        weights += chances[i] == 1 ? 0 : executors[i];
      }
      double each = weights == 0 ? 0 : left / weights;
      for (int i = 0; i < nodes; i++) {
        if (chances[i] == 1) {
          continue;
        }
        chances[i] = executors[i] * each;
        if (chances[i] >= 1) {
          chances[i] = 1;
          left--;
          capped = true;
        }
      }
    }
    return chances;
  }
}

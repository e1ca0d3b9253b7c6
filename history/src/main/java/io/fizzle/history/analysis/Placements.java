package io.fizzle.history.analysis;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How many of its nodes a run lost executors on, and how likely each node was to be among them had
 * all executors been equally at risk. What befalls a whole run says nothing of its nodes: where
 * every node was struck, each was bound to be.
 */
public final class Placements {
  private Placements() {}

  /**
   * The chance of each node to be among the struck ones: proportional to its executors, and at most
   * 1, as in sampling proportional to size. Empty where the run tells nothing: no node struck, all
   * struck, or a single one.
   *
   * @param executors of the run on each node, all at least 1
   * @param struck nodes on which it lost any
   */
  public static Map<String, Double> chances(Map<String, Integer> executors, Set<String> struck) {
    long hit = executors.keySet().stream().filter(struck::contains).count();
    if (hit == 0 || hit == executors.size()) {
      return Map.of();
    }
    Map<String, Double> chances = new HashMap<>();
    double left = hit;
    boolean capped = true;
    while (capped) {
      capped = false;
      double weights = 0;
      for (Map.Entry<String, Integer> node : executors.entrySet()) {
        weights += chances.containsKey(node.getKey()) ? 0 : node.getValue();
      }
      double each = weights == 0 ? 0 : left / weights;
      for (Map.Entry<String, Integer> node : executors.entrySet()) {
        if (!chances.containsKey(node.getKey()) && node.getValue() * each >= 1) {
          chances.put(node.getKey(), 1.0);
          left--;
          capped = true;
        }
      }
      if (!capped) {
        executors.forEach((node, count) -> chances.putIfAbsent(node, count * each));
      }
    }
    return chances;
  }
}

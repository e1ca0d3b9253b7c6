package io.fizzle.history.analysis;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Folds placements into what each node had to do with. Runs come one after the other; not
 * thread-safe.
 */
public final class NodeFold {
  private final Map<String, Sum> nodes = new HashMap<>();
  private final Map<String, Map<String, long[]>> lone = new HashMap<>();

  /** What comes together for a node: millions are added up. */
  private static final class Sum {
    long executors;
    long lost;
    long struck;
    double expected;
    double variance;

    NodeExposure exposure() {
      return new NodeExposure(executors, lost, struck, expected, variance);
    }
  }

  private Sum sum(String node) {
    return nodes.computeIfAbsent(node, key -> new Sum());
  }

  /**
   * A run on one or several nodes.
   *
   * @param likes runs of one name are alike: where a run had a single node, it is compared with
   *     those
   * @param executors of the run on each node
   * @param lost of these, by node; only nodes with any
   */
  public void add(String likes, Map<String, Integer> executors, Map<String, Integer> lost) {
    executors.forEach(
        (node, count) -> {
          Sum sum = sum(node);
          sum.executors += count;
          sum.lost += lost.getOrDefault(node, 0);
        });
    compare(likes, executors, lost.keySet());
  }

  /** Only compares the nodes of a run: its executors were counted already. */
  public void compare(String likes, Map<String, Integer> executors, Set<String> struck) {
    if (executors.size() == 1) {
      String node = executors.keySet().iterator().next();
      long[] runs =
          lone.computeIfAbsent(likes, key -> new HashMap<>())
              .computeIfAbsent(node, key -> new long[2]);
      runs[0]++;
      runs[1] += struck.contains(node) ? 1 : 0;
      return;
    }
    Placements.chances(executors, struck)
        .forEach(
            (node, chance) -> {
              Sum sum = sum(node);
              sum.struck += struck.contains(node) ? 1 : 0;
              sum.expected += chance;
              sum.variance += chance * (1 - chance);
            });
  }

  /** Counts executors that are compared elsewhere. */
  public void add(String node, NodeExposure exposure) {
    Sum sum = sum(node);
    sum.executors += exposure.executors();
    sum.lost += exposure.lost();
    sum.struck += exposure.struck();
    sum.expected += exposure.expected();
    sum.variance += exposure.variance();
  }

  /** What came together. Lone runs of one name are compared with each other: hypergeometric. */
  public Map<String, NodeExposure> nodes() {
    Map<String, NodeExposure> all = new HashMap<>();
    nodes.forEach((node, sum) -> all.put(node, sum.exposure()));
    for (Map<String, long[]> alike : lone.values()) {
      long runs = 0;
      long struck = 0;
      for (long[] counts : alike.values()) {
        runs += counts[0];
        struck += counts[1];
      }
      if (alike.size() < 2 || struck == 0 || struck == runs) {
        continue;
      }
      for (Map.Entry<String, long[]> node : alike.entrySet()) {
        double share = (double) struck / runs;
        double expected = node.getValue()[0] * share;
        double variance =
            expected * (1 - share) * (runs - node.getValue()[0]) / Math.max(1, runs - 1);
        all.merge(
            node.getKey(),
            new NodeExposure(0, 0, node.getValue()[1], expected, variance),
            NodeExposure::plus);
      }
    }
    return all;
  }
}

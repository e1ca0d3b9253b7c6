package io.fizzle.history.analysis;

import io.fizzle.history.NodeCounts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Folds placements into what each node had to do with. Runs come one after the other, millions of
 * placements in all; not thread-safe.
 */
public final class NodeFold {
  private final Map<String, Sum> nodes = new HashMap<>();
  private final Map<String, Map<String, long[]>> lone = new HashMap<>();

  /** The nodes of the run that is being added, and how many of its executors were on each. */
  private Sum[] used = new Sum[32];

  private int[] executors = new int[used.length];
  private int size;

  /** What comes together for a node. */
  private static final class Sum {
    final String node;
    long executors;
    long lost;
    long struck;
    double expected;
    double variance;
    long compared;
    double atOthersRate;

    /** Executors that the run that is being added lost here. */
    int lostNow;

    Sum(String node) {
      this.node = node;
    }

    NodeExposure exposure() {
      return new NodeExposure(executors, lost, struck, expected, variance, compared, atOthersRate);
    }
  }

  /**
   * A run on one or several nodes.
   *
   * @param likes runs of one name are alike: where a run had a single node, it is compared with
   *     those
   * @param placed executors of the run on each node
   * @param lost of these, by node; only nodes with any
   */
  public void add(String likes, Map<String, Integer> placed, Map<String, Integer> lost) {
    placed.forEach(this::place);
    finish(likes, lost);
  }

  /**
   * A run on one or several nodes.
   *
   * @param placed executors of the run on each node, as {@link NodeCounts} writes them
   */
  void add(String likes, String placed, Map<String, Integer> lost) {
    NodeCounts.forEach(placed, this::place);
    finish(likes, lost);
  }

  private void place(String node, int count) {
    if (size == used.length) {
      used = Arrays.copyOf(used, 2 * size);
      executors = Arrays.copyOf(executors, 2 * size);
    }
    used[size] = nodes.computeIfAbsent(node, Sum::new);
    executors[size] = count;
    size++;
  }

  private void finish(String likes, Map<String, Integer> lost) {
    lost.forEach(this::lose);
    for (int i = 0; i < size; i++) {
      used[i].executors += executors[i];
      used[i].lost += used[i].lostNow;
    }
    if (size == 1) {
      long[] runs =
          lone.computeIfAbsent(likes, key -> new HashMap<>())
              .computeIfAbsent(used[0].node, key -> new long[4]);
      runs[0]++;
      runs[1] += used[0].lostNow > 0 ? 1 : 0;
      runs[2] += executors[0];
      runs[3] += used[0].lostNow;
    } else {
      compare();
    }
    lost.keySet().forEach(node -> lose(node, 0));
    size = 0;
  }

  /** What was lost where nothing is known to have been counts nowhere. */
  private void lose(String node, int count) {
    Sum sum = nodes.get(node);
    if (sum != null) {
      sum.lostNow = count;
    }
  }

  private void compare() {
    int struck = 0;
    double all = 0;
    long lost = 0;
    for (int i = 0; i < size; i++) {
      struck += used[i].lostNow > 0 ? 1 : 0;
      all += executors[i];
      lost += used[i].lostNow;
    }
    if (lost > 0) {
      for (int i = 0; i < size; i++) {
        used[i].compared += used[i].lostNow;
        used[i].atOthersRate += (lost - used[i].lostNow) * executors[i] / (all - executors[i]);
      }
    }
    double[] chances = Placements.chances(executors, size, struck);
    for (int i = 0; i < chances.length; i++) {
      Sum sum = used[i];
      sum.struck += sum.lostNow > 0 ? 1 : 0;
      sum.expected += chances[i];
      sum.variance += chances[i] * (1 - chances[i]);
    }
  }

  /** What came together. Lone runs of one name are compared with each other: hypergeometric. */
  public Map<String, NodeExposure> nodes() {
    Map<String, NodeExposure> all = new HashMap<>();
    nodes.forEach((node, sum) -> all.put(node, sum.exposure()));
    for (Map<String, long[]> alike : lone.values()) {
      long runs = 0;
      long struck = 0;
      long placed = 0;
      long lost = 0;
      for (long[] counts : alike.values()) {
        runs += counts[0];
        struck += counts[1];
        placed += counts[2];
        lost += counts[3];
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
            new NodeExposure(
                0,
                0,
                node.getValue()[1],
                expected,
                variance,
                node.getValue()[3],
                (double) (lost - node.getValue()[3])
                    * node.getValue()[2]
                    / (placed - node.getValue()[2])),
            NodeExposure::plus);
      }
    }
    return all;
  }
}

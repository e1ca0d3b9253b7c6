package io.fizzle.spark.instrument;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * The depth and size of a graph without cycles, however deep: no recursion, so a lineage of a
 * hundred thousand steps does not overflow the stack; each node once, so one that doubles at each
 * step does not explode.
 *
 * @param depth nodes on the longest way down, at least 1
 * @param nodes all of them, each before those that stand on it
 * @param whole false where it has more than {@value #MOST_NODES} nodes and was left at that
 */
record Descent<N>(int depth, List<N> nodes, boolean whole) {
  private static final int MOST_NODES = 200_000;

  private record Step<N>(N node, Iterator<N> below) {}

  static <N> Descent<N> from(N root, Function<N, List<N>> below) {
    IdentityHashMap<N, Integer> depths = new IdentityHashMap<>();
    List<N> nodes = new ArrayList<>();
    ArrayDeque<Step<N>> way = new ArrayDeque<>();
    way.push(new Step<>(root, below.apply(root).iterator()));
    depths.put(root, 1);
    boolean whole = true;
    while (!way.isEmpty()) {
      Step<N> step = way.element();
      if (step.below.hasNext()) {
        N next = step.below.next();
        Integer known = depths.get(next);
        if (known != null) {
          depths.merge(step.node, known + 1, Math::max);
        } else if (depths.size() >= MOST_NODES) {
          whole = false;
        } else {
          depths.put(next, 1);
          way.push(new Step<>(next, below.apply(next).iterator()));
        }
      } else {
        way.pop();
        nodes.add(step.node);
        if (!way.isEmpty()) {
          depths.merge(way.element().node, depths.getOrDefault(step.node, 1) + 1, Math::max);
        }
      }
    }
    return new Descent<>(depths.getOrDefault(root, 1), nodes, whole);
  }
}

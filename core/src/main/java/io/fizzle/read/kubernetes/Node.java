package io.fizzle.read.kubernetes;

import io.fizzle.read.kubernetes.Pod.Condition;
import java.util.List;

/** A node as any rendering of it tells it. */
record Node(String name, List<Condition> conditions, List<Taint> taints) {
  Node {
    conditions = List.copyOf(conditions);
    taints = List.copyOf(taints);
  }

  /** What keeps pods off it, or takes them from it. */
  record Taint(String key, Cited cited) {}
}

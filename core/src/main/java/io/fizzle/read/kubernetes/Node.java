package io.fizzle.read.kubernetes;

import io.fizzle.read.kubernetes.Pod.Condition;
import java.util.List;

/** A node as any rendering of it tells it. */
record Node(String name, List<Condition> conditions) {
  Node {
    conditions = List.copyOf(conditions);
  }
}

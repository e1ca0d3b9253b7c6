package io.fizzle.spark.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescentTest {
  private static final class Node {
    final List<Node> below = new ArrayList<>();

    Node(Node... below) {
      this.below.addAll(List.of(below));
    }
  }

  private static Descent<Node> from(Node root) {
    return Descent.from(root, node -> node.below);
  }

  @Test
  void measuresTheLongestWayEvenWhereAShorterOneIsSeenFirst() {
    Node data = new Node();
    Node middle = new Node(data);
    Node root = new Node(data, new Node(middle), middle);

    assertThat(from(root).depth()).isEqualTo(4);
    assertThat(from(root).nodes()).hasSize(4).endsWith(root).startsWith(data);
  }

  @Test
  void doesNotOverflowOnADeepLineage() {
    Node node = new Node();
    for (int i = 1; i < 100_000; i++) {
      node = new Node(node);
    }

    assertThat(from(node).depth()).isEqualTo(100_000);
  }

  @Test
  void doesNotExplodeOnALineageThatDoublesAtEachStep() {
    Node node = new Node();
    for (int i = 1; i < 60; i++) {
      node = new Node(node, node);
    }

    assertThat(from(node).depth()).isEqualTo(60);
    assertThat(from(node).nodes()).hasSize(60);
  }

  @Test
  void leavesItAtAHugeOne() {
    Node node = new Node();
    for (int i = 1; i < 200_002; i++) {
      node = new Node(node);
    }

    assertThat(from(node).whole()).isFalse();
    assertThat(from(node).depth()).isEqualTo(200_000);
  }
}

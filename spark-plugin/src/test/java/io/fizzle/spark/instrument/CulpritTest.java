package io.fizzle.spark.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CulpritTest {
  private interface Shipped<T> extends Supplier<T>, Serializable {}

  /** What no one can ship. */
  private static final class Client {}

  private static final class Node implements Serializable {
    private static final long serialVersionUID = 1;
    @Nullable Object next;
    final Map<String, Object> named = new HashMap<>();
    final List<Object> listed = new ArrayList<>();
    transient Client notShipped = new Client();

    Shipped<Object> closure() {
      return () -> List.of(this);
    }
  }

  @Test
  void givesTheWayToTheCulpritThroughFieldsListsAndMaps() {
    Node node = new Node();
    node.listed.add("harmless");
    node.listed.add(new HashMap<>(Map.of("client", new Client())));

    assertThat(described(node.closure()))
        .isEqualTo(
            "this.listed[1][client] is a "
                + Client.class.getName()
                + ", which is not Serializable");
  }

  @Test
  void givesTheShortestWayAndSurvivesCycles() {
    Node node = new Node();
    Node other = new Node();
    node.next = other;
    other.next = node;
    other.named.put("far", new Object[] {new Client()});
    other.listed.add(new Client());

    assertThat(described(node.closure())).startsWith("this.next.listed[0] is a ");
  }

  @Test
  void findsTheCulpritAtTheEndOfAChainThatWouldOverflowARecursion() {
    Node first = new Node();
    Node last = first;
    for (int i = 0; i < 5_000; i++) {
      Node next = new Node();
      last.next = next;
      last = next;
    }
    last.next = new Client();

    String described =
        Culprit.describe(
            first.closure(), new java.io.NotSerializableException(Client.class.getName()));

    assertThat(described)
        .startsWith("….next.next.next.next.next.next.next.next.next.next.next.next is a ");
  }

  @Test
  void saysThatTheClosureItselfIsNotSerialisable() {
    Supplier<String> closure = () -> "x";

    assertThat(described(closure)).startsWith("the closure itself is a ");
  }

  @Test
  void showsNoKeyThatMayBeANovelOrASecret() {
    Node node = new Node();
    node.named.put("user=me password=hunter2", new Client());

    assertThat(described(node.closure())).startsWith("this.named[value] is a ");
  }

  @Test
  void passesOnWhatElseASerialisationFailsOf() {
    assertThat(Culprit.describe("x", new IllegalStateException("closed")))
        .isEqualTo("java.lang.IllegalStateException: closed");
  }

  private static String described(Object closure) {
    Throwable failure =
        catchThrowable(
            () -> {
              try (ObjectOutputStream out =
                  new ObjectOutputStream(OutputStream.nullOutputStream())) {
                out.writeObject(closure);
              }
            });
    return Culprit.describe(closure, failure);
  }
}

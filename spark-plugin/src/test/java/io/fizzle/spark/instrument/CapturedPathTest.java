package io.fizzle.spark.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import scala.Some;
import scala.collection.immutable.List;
import scala.collection.immutable.Nil$;

/** Scala's collections show their elements, as Java's do, and not the nodes that hold them. */
class CapturedPathTest {
  private static final class Client {}

  private final Client client = new Client();

  private String path(Object holder) {
    return CapturedPath.to(Map.of("held", holder), value -> value == client).orElse("nowhere");
  }

  private static List<Object> list(Object first, Object second) {
    List<Object> one = Nil$.MODULE$.$colon$colon(second);
    return one.$colon$colon(first);
  }

  @Test
  void anElementOfAListHasItsIndex() {
    assertThat(path(list("first", client))).isEqualTo("[held][1]");
    assertThat(path(list(list(1, client), 2))).isEqualTo("[held][0][1]");
  }

  @Test
  void anEntryOfAMapHasItsKey() {
    scala.collection.mutable.HashMap<Object, Object> map = new scala.collection.mutable.HashMap<>();
    map.put("all", list(client, "last"));

    assertThat(path(map)).isEqualTo("[held][all][0]");
  }

  @Test
  void whatAnOptionHoldsIsWhatItGets() {
    assertThat(path(new Some<>(client))).isEqualTo("[held].get");
  }
}

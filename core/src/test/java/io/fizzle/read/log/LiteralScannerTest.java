package io.fizzle.read.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class LiteralScannerTest {

  @Test
  void findsLiteralsThatOverlapAndContainEachOther() {
    assertThat(found(List.of("he", "she", "hers"), "ushers")).containsExactly("0@4", "1@4", "2@6");
  }

  @Test
  void findsALiteralThatStraddlesTwoLanes() {
    String text = "x".repeat(4096 - 3) + "Lost executor" + "y".repeat(20_000);

    assertThat(found(List.of("Lost executor"), text)).containsExactly("0@" + (4096 - 3 + 13));
  }

  @Test
  void carriesItsStateOverTheEndOfABlock() {
    LiteralScanner scanner = new LiteralScanner(List.of("Lost executor"));

    int first = scanner.find(bytes("... Lost exe"), 0, 12);
    int second = scanner.find(bytes("cutor 1"), 0, 7);

    assertThat(List.of(first, second)).containsExactly(-1, 5);
  }

  @Property(tries = 300)
  void findsWhatASimpleSearchFinds(@ForAll("texts") Tuple.Tuple2<List<String>, String> example) {
    List<String> literals = example.get1();
    String text = example.get2();
    Set<String> expected = new TreeSet<>();
    for (int i = 0; i < literals.size(); i++) {
      for (int at = text.indexOf(literals.get(i));
          at >= 0;
          at = text.indexOf(literals.get(i), at + 1)) {
        expected.add(i + "@" + (at + literals.get(i).length()));
      }
    }

    assertThat(new TreeSet<>(found(literals, text))).isEqualTo(expected);
  }

  @Provide
  Arbitrary<Tuple.Tuple2<List<String>, String>> texts() {
    Arbitrary<List<String>> literals =
        Arbitraries.strings()
            .withChars("abc")
            .ofMinLength(1)
            .ofMaxLength(5)
            .list()
            .ofSize(4)
            .uniqueElements();
    Arbitrary<String> quiet = Arbitraries.of(0, 900, 5_000, 9_000, 20_000).map("-"::repeat);
    Arbitrary<String> busy = Arbitraries.strings().withChars("abc\n-").ofMaxLength(60);
    Arbitrary<String> text =
        net.jqwik.api.Combinators.combine(busy, quiet, busy, quiet, busy)
            .as((a, b, c, d, e) -> a + b + c + d + e);
    return net.jqwik.api.Combinators.combine(literals, text).as(Tuple::of);
  }

  private static List<String> found(List<String> literals, String text) {
    LiteralScanner scanner = new LiteralScanner(literals);
    byte[] bytes = bytes(text);
    List<String> found = new java.util.ArrayList<>();
    for (int at = scanner.find(bytes, 0, bytes.length); at >= 0; ) {
      int end = at;
      BitSet ended = new BitSet();
      scanner.collect(ended);
      ended.stream().forEach(literal -> found.add(literal + "@" + end));
      at = at < bytes.length ? scanner.find(bytes, at, bytes.length) : -1;
    }
    return found;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

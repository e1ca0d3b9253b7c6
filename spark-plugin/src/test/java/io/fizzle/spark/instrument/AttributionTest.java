package io.fizzle.spark.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AttributionTest {
  private interface Shipped<A, B> extends Function<A, B>, Serializable {}

  private static final class Job implements Serializable {
    private static final long serialVersionUID = 1;
    private final HashMap<String, byte[]> lookup = new HashMap<>();
    private final String label = "orders";
    private final transient byte[] notShipped = new byte[1_000_000];

    Shipped<String, Integer> parser() {
      return text -> lookup.size() + label.length() + text.length();
    }
  }

  @Test
  void namesThisAndTheFieldOfItThatCarriesTheBytes() {
    Job job = new Job();
    job.lookup.put("all", new byte[500_000]);

    List<Capture> captures = Attribution.of(job.parser(), Long.MAX_VALUE);

    assertThat(captures)
        .extracting(Capture::path)
        .containsExactly("this", "this.lookup", "this.label");
    assertThat(captures.get(0).bytes()).isBetween(500_000L, 501_000L);
    assertThat(captures.get(1).bytes()).isBetween(500_000L, 501_000L);
    assertThat(captures.get(1).within()).isEqualTo(1);
    assertThat(captures.get(2).bytes()).isLessThan(100);
    assertThat(job.notShipped).hasSize(1_000_000);
  }

  @Test
  void namesACapturedLocalByItsTypeBecauseJavaKeepsNoName() {
    byte[] table = new byte[10_000];
    Shipped<Integer, Byte> closure = index -> table[index];

    assertThat(Attribution.of(closure, Long.MAX_VALUE))
        .extracting(Capture::path, Capture::type)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("local byte[]", "byte[]"));
  }

  @Test
  void countsOnceWhatTwoCapturesShare() {
    byte[] table = new byte[10_000];
    List<byte[]> first = new ArrayList<>(List.of(table));
    Map<String, byte[]> second = new HashMap<>(Map.of("same", table));
    Shipped<Integer, Integer> closure = index -> first.size() + second.size() + index;

    List<Capture> captures = Attribution.of(closure, Long.MAX_VALUE);

    assertThat(captures.stream().filter(one -> one.within() == 0).mapToLong(Capture::bytes).sum())
        .isBetween(10_000L, 10_500L);
  }

  @Test
  void saysWhatItHasWhereTheRestIsTooLargeToMeasure() {
    byte[] little = new byte[100];
    long[] much = new long[100_000];
    Shipped<Integer, Long> closure = index -> little[index] + much[index];

    assertThat(Attribution.of(closure, 1_000)).extracting(Capture::type).containsExactly("byte[]");
  }

  @Test
  void findsNothingInWhatCapturesNothing() {
    Shipped<String, String> closure = String::strip;

    assertThat(Attribution.of(closure, Long.MAX_VALUE)).isEmpty();
  }
}

package io.fizzle.read.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailureMatrixTest {

  record Sample(FailureKind kind, long actual, long limit, String text) {}

  static Stream<Sample> samples() {
    return Samples.of("failure-samples.txt", 4).stream()
        .map(
            row ->
                new Sample(
                    FailureKind.valueOf(row.get(0)),
                    Long.parseLong(row.get(1)),
                    Long.parseLong(row.get(2)),
                    row.get(3)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void eachHeadlineIsItsKindWithItsNumbers(Sample sample) {
    Failure failure = Failures.parse(sample.text());

    assertThat(failure)
        .extracting(Failure::kind, Failure::actual, Failure::limit)
        .containsExactly(sample.kind(), sample.actual(), sample.limit());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void noHeadlineIsReadByTwoFamilies(Sample sample) {
    Set<String> readers = new TreeSet<>();
    for (Link link : CauseChain.of(sample.text())) {
      for (Map.Entry<String, List<MessageRule>> family : MessageRules.families().entrySet()) {
        if (link.verdict() == null
            && family.getValue().stream().anyMatch(rule -> rule.match(link) != null)) {
          readers.add(family.getKey());
        }
      }
    }

    assertThat(readers).hasSizeLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void eachHeadlineOfAKnownKindCarriesALiteral(Sample sample) {
    if (sample.kind() != FailureKind.OTHER) {
      assertThat(Failures.literals()).anyMatch(sample.text()::contains);
    }
  }

  @Test
  void everyKindHasSamples() {
    Set<FailureKind> seen = EnumSet.noneOf(FailureKind.class);
    samples().forEach(sample -> seen.add(sample.kind()));

    // these two are told by states and conditions, never by the text of an exception
    seen.addAll(EnumSet.of(FailureKind.POD_NOT_STARTED, FailureKind.NODE_LOST));
    assertThat(seen).containsExactlyInAnyOrder(FailureKind.values());
  }

  @Test
  void literalsAreShortAndDistinct() {
    assertThat(Failures.literals())
        .doesNotHaveDuplicates()
        .allSatisfy(literal -> assertThat(literal).hasSizeBetween(6, 60));
  }
}

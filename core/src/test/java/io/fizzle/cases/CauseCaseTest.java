package io.fizzle.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.fizzle.cause.Cause;
import io.fizzle.cause.Causes;
import io.fizzle.diagnosis.Explained;
import io.fizzle.diagnosis.RankedCause;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each cause looks like, and what only looks like it. */
class CauseCaseTest {
  private static final List<CauseCase> CASES = CauseCase.all();

  static List<CauseCase> cases() {
    return CASES;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isDiagnosedAsItsAuthorSays(CauseCase one) {
    Diagnosed diagnosed = Diagnosed.of(one.evidence());
    Expectation expected = one.expected();

    assertSoftly(
        softly -> {
          softly.assertThat(diagnosed.outcome()).as("outcome").isEqualTo(expected.outcome());
          softly.assertThat(expected.verdict()).as("verdict").contains(diagnosed.verdict());
          checkIncident(softly, diagnosed, expected);
          checkConfidence(softly, diagnosed, expected);
          if (!expected.finding().isEmpty()) {
            softly
                .assertThat(diagnosed.findings())
                .as("findings")
                .containsAnyElementsOf(expected.finding());
          }
          expected
              .missing()
              .forEach(
                  words -> softly.assertThat(diagnosed.missing()).as("missing").contains(words));
          expected
              .remedy()
              .forEach(
                  words -> softly.assertThat(diagnosed.remedies()).as("remedies").contains(words));
          expected
              .notRemedy()
              .forEach(
                  words ->
                      softly.assertThat(diagnosed.remedies()).as("remedies").doesNotContain(words));
          if (!softly.errorsCollected().isEmpty()) {
            softly.fail("the report says:%n%s", diagnosed.text());
          }
        });
  }

  private static void checkIncident(
      SoftAssertions softly, Diagnosed diagnosed, Expectation expected) {
    if (expected.incident().isEmpty()) {
      softly
          .assertThat(diagnosed.troubles())
          .as("incidents that are not benign")
          .extracting(explained -> explained.incident().id())
          .isEmpty();
    } else {
      String top = diagnosed.top().map(cause -> cause.cause().id()).orElse("none");
      softly.assertThat(expected.incident()).as("cause of the main incident").contains(top);
    }
  }

  private static void checkConfidence(
      SoftAssertions softly, Diagnosed diagnosed, Expectation expected) {
    double confidence = diagnosed.top().map(RankedCause::confidence).orElse(0.0);
    softly
        .assertThat(confidence)
        .as("confidence of the main incident's cause")
        .isBetween(expected.atLeast(), expected.atMost());
    expected
        .notAbove()
        .forEach(
            (cause, most) ->
                softly
                    .assertThat(confidence(diagnosed, cause))
                    .as("confidence of " + cause)
                    .isLessThanOrEqualTo(most));
  }

  private static double confidence(Diagnosed diagnosed, String cause) {
    return diagnosed.main().map(Explained::causes).orElse(List.of()).stream()
        .filter(ranked -> ranked.cause().id().equals(cause))
        .mapToDouble(RankedCause::confidence)
        .findFirst()
        .orElse(0);
  }

  @Test
  void everyCauseIsShownByAtLeastOneCase() {
    assertThat(causesWith(false)).containsAll(causeIds());
  }

  @Test
  void everyCauseIsToldFromAtLeastOneNearMiss() {
    assertThat(causesWith(true)).containsAll(causeIds());
  }

  @Test
  void aCaseExpectsItsOwnCauseAndANearMissRulesItOut() {
    assertThat(CASES)
        .allSatisfy(
            one -> {
              if (one.nearMiss()) {
                assertThat(one.expected().accepted())
                    .as(one.toString())
                    .doesNotContain(one.cause());
                assertThat(one.expected().notAbove()).as(one.toString()).containsKey(one.cause());
              } else {
                assertThat(one.expected().accepted()).as(one.toString()).contains(one.cause());
              }
            });
  }

  private static Set<String> causesWith(boolean nearMiss) {
    return CASES.stream()
        .filter(one -> one.nearMiss() == nearMiss)
        .map(CauseCase::cause)
        .collect(Collectors.toSet());
  }

  private static List<String> causeIds() {
    return Causes.all().stream().map(Cause::id).toList();
  }
}

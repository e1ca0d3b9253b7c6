package io.fizzle.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.diagnosis.Explained;
import io.fizzle.diagnosis.RankedCause;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A failed fetch speaks of the executor that should have served, not of the one that read. */
class LostReadersTest {
  private static final Path CASE =
      Path.of("src/test/resources/cases/shuffle-data-lost/who-fetched-in-vain-is-lost-later");

  @Test
  void theLossOfAnExecutorThatFetchedInVainHasNothingToDoWithTheFetch() {
    Explained lost =
        Diagnosed.of(List.of(CASE)).diagnosis().incident("executor-1-lost").orElseThrow();

    assertThat(lost.causes())
        .extracting((RankedCause ranked) -> ranked.cause().id())
        .doesNotContain("shuffle-data-lost", "shuffle-timeout");
  }
}

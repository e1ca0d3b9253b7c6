package io.fizzle.history.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.history.analysis.Runs.Went;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BadImagesTest {
  private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");

  private final Runs runs = new Runs(FROM, 20);

  private void run(int number, String image, Went went) {
    runs.add("daily", FROM.plus(Duration.ofHours(3L * number)), image, "", went);
  }

  /** Half of all runs lose an executor; with the old image all get through. */
  @Test
  void aReleaseThatFailsDoesNotHideBehindLossesThatRunsSurvive() {
    for (int i = 0; i < 160; i++) {
      boolean release = i >= 80;
      Went hit = release && i % 10 != 2 ? Went.FAILED : Went.HURT;
      run(i, release ? "spark:8" : "spark:7", i % 5 > 2 || i % 10 == 2 ? hit : Went.WELL);
    }

    Suspects found = BadImages.in(runs.seen(), "image", RunLine::image);

    assertThat(found.found())
        .singleElement()
        .satisfies(
            image -> {
              assertThat(image.value()).isEqualTo("spark:8");
              assertThat(image.unit()).isEqualTo("runs ended");
              assertThat(image.hits() + " of " + image.of()).isEqualTo("32 of 80");
              assertThat(image.elsewhereHits() + " of " + image.elsewhereOf()).isEqualTo("0 of 80");
              assertThat(image.causes()).containsExactly("heap-oom");
              assertThat(image.times()).isEqualTo(64);
            });
  }

  @Test
  void runsWhoseEndIsNotKnownSurvivedNothing() {
    for (int i = 0; i < 160; i++) {
      boolean release = i >= 80;
      // two of five fail of those whose end is known, with the old image and the new one
      Went old = i % 10 == 0 ? Went.FAILED : i % 10 == 5 ? Went.WELL : Went.UNKNOWN;
      Went now = i % 5 < 2 ? Went.FAILED : Went.WELL;
      run(i, release ? "spark:8" : "spark:7", release ? now : old);
    }

    assertThat(BadImages.in(runs.seen(), "image", RunLine::image).found()).isEmpty();
  }
}

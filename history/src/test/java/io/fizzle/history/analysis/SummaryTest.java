package io.fizzle.history.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.history.analysis.Runs.Went;
import io.fizzle.history.settings.Prices;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run whose end is not known did not survive: it is in no rate of failed runs. */
class SummaryTest {
  private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");

  private static Observations seen(Went... all) {
    Runs runs = new Runs(FROM, 7);
    for (int i = 0; i < all.length; i++) {
      runs.add("invoices", FROM.plusSeconds(3_600L * i), "", "", all[i]);
    }
    return runs.seen();
  }

  @Test
  void whatIsNotKnownIsLeftOutAndTold() {
    Observations seen = seen(Went.FAILED, Went.WELL, Went.HURT, Went.UNKNOWN, Went.UNKNOWN);
    Summary summary = Summary.of(seen);

    assertThat(summary.words()).isEqualTo("1 of 3 (33 %) failed, how 2 ended is not known");
    assertThat(summary.runsWords())
        .isEqualTo("1 of 3 (33 %) runs failed, how 2 ended is not known");
    assertThat(summary.survived()).isEqualTo(1);
    assertThat(Pattern.ofRuns("application", seen, RunLine::key).rows())
        .extracting(Pattern.Row::runs, Pattern.Row::died, Pattern.Row::unknown)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(5L, 1L, 2L));
    assertThat(new Failing("sales/invoices", 5, 2, 1, 2, List.of("heap-oom 1")).words())
        .isEqualTo(
            "sales/invoices: 1 of 3 (33 %) runs failed, how 2 ended is not known (heap-oom 1)");
  }

  @Test
  void whereNoEndIsKnownThereIsNoRate() {
    assertThat(Summary.of(seen(Went.UNKNOWN, Went.UNKNOWN)).words())
        .isEqualTo("how they ended is not known");
  }

  @Test
  void whatNobodyKnowsCostsNotNothing() {
    RunLine known = seen(Went.FAILED).runs().get(0);
    RunLine unknown =
        new RunLine(2, "sales", "sales/x", "", "", 0, 0, true, true, "", 0, 0, 0, 0, "");

    assertThat(Cost.of(List.of(unknown), Prices.UNKNOWN).words())
        .isEqualTo("how many core-hours were lost is not known");
    assertThat(Cost.of(List.of(known, unknown), Prices.UNKNOWN).words())
        .isEqualTo("4.0 of 4.0 core-hours and 16 of 16 GiB-hours lost, those of 1 run not known");
    assertThat(Words.known(0)).isEqualTo("not known");
    assertThat(Words.lostOf(0, 0, 3)).isEqualTo("not known");
    assertThat(Words.lostOf(0, 12, 3)).isEqualTo("0 of 12");
  }

  @Test
  void ofNoFailureItSaysSo() {
    assertThat(Summary.of(seen(Went.WELL, Went.WELL)).runsWords())
        .isEqualTo("none of 2 runs failed");
  }
}

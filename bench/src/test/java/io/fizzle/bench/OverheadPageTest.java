package io.fizzle.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OverheadPageTest {
  private static final long MIB = 1 << 20;

  @BeforeAll
  static void onEveryMachineAlike() {
    Locale.setDefault(Locale.ROOT);
  }

  @Test
  void comparesEachRunWithTheOneWithoutThePluginInTheSameRound() throws IOException {
    List<OverheadRun> runs = new ArrayList<>();
    for (int round = 1; round <= 3; round++) {
      // the machine slows down from round to round, which concerns all runs of a round alike
      long base = 10_000 * round;
      for (String mode : OverheadRun.MODES) {
        int costs = mode.equals("off") ? 0 : 100 * Integer.parseInt(mode);
        long time = base + base * costs / 10_000;
        runs.add(
            new OverheadRun(
                round, mode, time, time, (100 + costs / 100) * MIB, 0, time / 100, time / 200));
      }
    }
    // a round that was broken off does not count
    runs.add(new OverheadRun(4, "0", 1, 1, 1, 1, 1, 1));

    String page = new OverheadPage(runs).markdown();

    assertThat(page)
        .contains("; 3 rounds.")
        .contains(
            "| verbosity 2 | +2.0 % (+2.0 to +2.0) | +2.0 % (+2.0 to +2.0) | 1.00 %, 0.50 % | ≤ 3 %"
                + " | met |")
        .contains("| +2.0 MiB | ≤ 32 MiB | met |")
        .contains(
            "Without the plugin the job takes 0.0 s and 0.0 s of CPU, and an executor holds 100");
  }

  @Test
  void saysWhereATargetIsMissed() throws IOException {
    List<OverheadRun> runs = new ArrayList<>();
    for (int round = 1; round <= 3; round++) {
      for (String mode : OverheadRun.MODES) {
        long time = mode.equals("1") ? 1_200 : 1_000;
        runs.add(
            new OverheadRun(round, mode, time, time, mode.equals("1") ? 99 * MIB : 0, 0, 0, 0));
      }
    }

    assertThat(new OverheadPage(runs).markdown())
        .contains("≤ 1 % | **missed** | +99.0 MiB | ≤ 32 MiB | **missed** |");
  }

  @Test
  void whatThePluginTookItselfDecidesWhereTheNoiseIsLargerThanTheTarget() throws IOException {
    assertThat(new OverheadPage(noisy(5)).markdown()).contains("0.50 %, 0.00 % | ≤ 1 % | met |");
    assertThat(new OverheadPage(noisy(20)).markdown())
        .contains("2.00 %, 0.00 % | ≤ 1 % | within the noise |");
  }

  /** Runs that vary by a tenth, and take two hundredths more at verbosity 1. */
  private static List<OverheadRun> noisy(long own) {
    List<OverheadRun> runs = new ArrayList<>();
    for (int round = 1; round <= 5; round++) {
      long time = round % 2 == 0 ? 100_000 : 110_000;
      for (String mode : OverheadRun.MODES) {
        long taken = mode.equals("1") ? time + time / 50 : time;
        runs.add(new OverheadRun(round, mode, taken, taken, 0, 0, taken * own / 1_000, 0));
      }
    }
    return runs;
  }

  @Test
  void aRunIsKeptAsALine() {
    OverheadRun run = new OverheadRun(7, "off", 1, 2, 3, 4, 5, 6);

    assertThat(OverheadRun.parse(run.line())).isEqualTo(run);
    assertThat(OverheadRun.measured(7, "off", List.of("measured 1 2 3 4 5 6 99"))).isEqualTo(run);
  }
}

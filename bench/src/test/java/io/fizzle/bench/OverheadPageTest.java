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
  void comparesEachRoundWithTheOneWithoutACallInTheSameCycle() throws IOException {
    List<OverheadRun> runs = new ArrayList<>();
    for (int cycle = 1; cycle <= 3; cycle++) {
      // the machine slows down from cycle to cycle, which concerns all rounds of a cycle alike
      long base = 10_000 * cycle;
      for (String mode : OverheadRun.MODES) {
        int hundredths = mode.matches("\\d") ? Integer.parseInt(mode) : 0;
        long time = base + base * hundredths / 100;
        long held = mode.equals("off") ? 100 * MIB : 102 * MIB;
        runs.add(new OverheadRun(1, cycle, mode, time, time, time / 500, time / 200, held));
      }
    }

    String page = new OverheadPage(runs).markdown();

    assertThat(page)
        .contains("; 3 cycles in 1 pairs of processes.")
        .contains("| no call, again | +0.0 % (+0.0 to +0.0) | +0.0 % (+0.0 to +0.0) | | | |")
        .contains(
            "| recorder alone | +0.0 % (+0.0 to +0.0) | +0.0 % (+0.0 to +0.0) | 0.20 %, 0.50 % |")
        .contains(
            "| recorder and calls at verbosity 2 | +2.0 % (+2.0 to +2.0) | +2.0 % (+2.0 to +2.0) |"
                + " 0.20 %, 0.50 % | ≤ 3 % | met |")
        .contains("An executor holds +2.0 MiB with the plugin; target ≤ 32 MiB: met.")
        .contains("Without it a round takes 0.00 s and 0.00 s of CPU, and an executor holds 100");
  }

  @Test
  void saysWhereATargetIsMissed() throws IOException {
    List<OverheadRun> runs = new ArrayList<>();
    for (String mode : OverheadRun.MODES) {
      long time = mode.equals("1") ? 1_200 : 1_000;
      runs.add(new OverheadRun(1, 1, mode, time, time, 0, 0, mode.equals("off") ? 0 : 99 * MIB));
    }

    assertThat(new OverheadPage(runs).markdown())
        .contains("≤ 1 % | **missed** |")
        .contains("+99.0 MiB with the plugin; target ≤ 32 MiB: **missed**.");
  }

  @Test
  void theRecordersOwnTimeIsAddedToWhatCallsCost() throws IOException {
    List<OverheadRun> runs = new ArrayList<>();
    for (String mode : OverheadRun.MODES) {
      long time = mode.equals("3") ? 1_050 : 1_000;
      runs.add(new OverheadRun(1, 1, mode, time, time, 20, 0, 0));
    }

    assertThat(new OverheadPage(runs).markdown())
        .contains("| +5.0 % (+5.0 to +5.0) | 1.90 %, 0.00 % | ≤ 6 % | **missed** |");
  }

  @Test
  void whatThePluginTookItselfDecidesWhereEqualRoundsDifferMoreThanTheTarget() throws IOException {
    assertThat(new OverheadPage(noisy(5)).markdown()).contains("0.50 %, 0.00 % | ≤ 1 % | met |");
    assertThat(new OverheadPage(noisy(20)).markdown())
        .contains("2.00 %, 0.00 % | ≤ 1 % | within the spread of equal rounds |");
  }

  /** Equal rounds differ by a tenth, and one at verbosity 1 takes two hundredths more. */
  private static List<OverheadRun> noisy(long own) {
    List<OverheadRun> runs = new ArrayList<>();
    for (int cycle = 1; cycle <= 6; cycle++) {
      for (String mode : OverheadRun.MODES) {
        long again = cycle % 2 == 0 ? 110_000 : 90_000;
        long time =
            switch (mode) {
              case OverheadRun.CONTROL -> again;
              case "1" -> 102_000;
              default -> 100_000;
            };
        runs.add(new OverheadRun(1, cycle, mode, time, time, time * own / 1_000, 0, 0));
      }
    }
    return runs;
  }

  @Test
  void aRoundIsKeptAsALine() {
    OverheadRun run = new OverheadRun(7, 2, "off", 3, 4, 5, 6, 8);

    assertThat(OverheadRun.parse(run.line())).isEqualTo(run);
    assertThat(OverheadRun.measured(7, List.of("round 2 off 3 4 5 6", "held 8")))
        .containsExactly(run);
  }
}

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
  void comparesEachRunWithTheOneBesideItWithoutThePlugin() throws IOException {
    List<OverheadPair> pairs = new ArrayList<>();
    for (int round = 1; round <= 3; round++) {
      // the machine slows down from round to round, which concerns both runs of a pair alike
      long base = 10_000 * round;
      for (String mode : OverheadPair.MODES) {
        int costs = mode.equals("off") ? 0 : 100 * Integer.parseInt(mode);
        long time = base + base * costs / 10_000;
        pairs.add(
            new OverheadPair(
                round,
                mode,
                new OverheadRun(base, base, 100 * MIB, 0, 0, 0),
                new OverheadRun(time, time, (100 + costs / 100) * MIB, 0, time / 100, time / 200)));
      }
    }

    String page = new OverheadPage(pairs).markdown();

    assertThat(page)
        .contains("; 3 pairs of each kind.")
        .contains("| no plugin either | +0.0 % (+0.0 to +0.0) | +0.0 % (+0.0 to +0.0) |")
        .contains(
            "| verbosity 2 | +2.0 % (+2.0 to +2.0) | +2.0 % (+2.0 to +2.0) | 1.00 %, 0.50 % | ≤ 3 %"
                + " | met |")
        .contains("| +2.0 MiB | ≤ 32 MiB | met |")
        .contains(
            "Without the plugin the job takes 0.0 s and 0.0 s of CPU, and an executor holds 100");
  }

  @Test
  void saysWhereATargetIsMissed() throws IOException {
    List<OverheadPair> pairs = new ArrayList<>();
    OverheadRun plain = new OverheadRun(1_000, 1_000, 0, 0, 0, 0);
    for (String mode : OverheadPair.MODES) {
      OverheadRun costly = new OverheadRun(1_200, 1_200, 99 * MIB, 0, 0, 0);
      pairs.add(new OverheadPair(1, mode, plain, mode.equals("1") ? costly : plain));
    }

    assertThat(new OverheadPage(pairs).markdown())
        .contains("≤ 1 % | **missed** | +99.0 MiB | ≤ 32 MiB | **missed** |");
  }

  @Test
  void whatThePluginTookItselfDecidesWhereEqualRunsDifferMoreThanTheTarget() throws IOException {
    assertThat(new OverheadPage(noisy(5)).markdown()).contains("0.50 %, 0.00 % | ≤ 1 % | met |");
    assertThat(new OverheadPage(noisy(20)).markdown())
        .contains("2.00 %, 0.00 % | ≤ 1 % | within the spread of equal runs |");
  }

  /** Equal runs differ by a tenth, and one at verbosity 1 takes two hundredths more. */
  private static List<OverheadPair> noisy(long own) {
    List<OverheadPair> pairs = new ArrayList<>();
    for (int round = 1; round <= 6; round++) {
      for (String mode : OverheadPair.MODES) {
        long time = round % 2 == 0 ? 110_000 : 90_000;
        long taken = mode.equals("1") ? 102_000 : time;
        pairs.add(
            new OverheadPair(
                round,
                mode,
                new OverheadRun(100_000, 100_000, 0, 0, 0, 0),
                new OverheadRun(taken, taken, 0, 0, taken * own / 1_000, 0)));
      }
    }
    return pairs;
  }

  @Test
  void aPairIsKeptAsALine() {
    OverheadRun plain = new OverheadRun(1, 2, 3, 4, 5, 6);
    OverheadRun compared = new OverheadRun(7, 8, 9, 10, 11, 12);
    OverheadPair pair = new OverheadPair(7, "2", plain, compared);

    assertThat(OverheadPair.parse(pair.line())).isEqualTo(pair);
    assertThat(OverheadRun.measured(List.of("measured 1 2 3 4 5 6 99"))).isEqualTo(plain);
  }
}

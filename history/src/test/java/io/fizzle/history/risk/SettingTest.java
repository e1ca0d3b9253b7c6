package io.fizzle.history.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SettingTest {
  private static Knobs memory(String size) {
    return Knobs.of(Map.of("spark.executor.memory", size), "4.1.1");
  }

  private static List<PastRun> runs(int failed, int of, Knobs knobs) {
    List<PastRun> runs = new ArrayList<>();
    for (int i = 0; i < of; i++) {
      runs.add(PlantedRisk.run("sales", "invoices", i * 3_600_000L, i < failed, knobs));
    }
    return runs;
  }

  private static List<PastRun> both(List<PastRun> some, List<PastRun> others) {
    List<PastRun> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  @Test
  void fisherIsExact() {
    // Fisher's tea: 3 of 4 against 1 of 4 is 0.486 by every table of the test
    assertThat(Setting.fisher(3, 4, 1, 4)).isCloseTo(0.4857, within(1e-4));
    assertThat(Setting.fisher(6, 7, 0, 12)).isCloseTo(7.0 / 27_132, within(1e-9));
    assertThat(Setting.fisher(0, 5, 0, 5)).isEqualTo(1);
  }

  @Test
  void lessMemoryThanTheRunsThatSucceededIsTold() {
    List<PastRun> own = both(runs(6, 7, memory("4g")), runs(0, 12, memory("8g")));

    Setting found = Setting.telling(own, memory("4096m")).orElseThrow().setting();

    assertThat(found.key()).isEqualTo("spark.executor.memory");
    assertThat(found.value()).isEqualTo("4g");
    assertThat(found.side()).isEqualTo("or less");
    assertThat(List.of(found.failures(), found.runs(), found.otherFailures(), found.otherRuns()))
        .containsExactly(6L, 7L, 0L, 12L);
    assertThat(found.chance()).isBetween(2e-4, 5e-3);
    assertThat(Setting.telling(own, memory("8g")).orElseThrow().setting().side())
        .isEqualTo("or more");
  }

  @Test
  void aValueThatNoRunHadTellsNothing() {
    List<PastRun> own = both(runs(6, 7, memory("4g")), runs(0, 12, memory("8g")));

    assertThat(Setting.telling(own, memory("6g"))).isEmpty();
  }

  @Test
  void aSwitchIsComparedWithItsOpposite() {
    Knobs on = Knobs.of(Map.of("spark.speculation", "true"), "4.1.1");
    Knobs off = Knobs.of(Map.of(), "4.1.1");

    Setting found =
        Setting.telling(both(runs(9, 10, on), runs(1, 20, off)), off).orElseThrow().setting();

    assertThat(found.key()).isEqualTo("spark.speculation");
    assertThat(found.value()).isEqualTo("false");
    assertThat(found.side()).isEmpty();
    assertThat(found.failures()).isEqualTo(1);
  }

  @Test
  void whatChanceExplainsIsNotTold() {
    assertThat(
            Setting.telling(
                both(runs(3, 7, memory("4g")), runs(2, 12, memory("8g"))), memory("4g")))
        .isEmpty();
    SplittableRandom random = new SplittableRandom(11);
    int told = 0;
    for (int trial = 0; trial < 400; trial++) {
      List<PastRun> own = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        Knobs knobs =
            Knobs.of(
                Map.of(
                    "spark.executor.memory", (2 << random.nextInt(3)) + "g",
                    "spark.executor.cores", String.valueOf(1 + random.nextInt(4)),
                    "spark.speculation", String.valueOf(random.nextBoolean())),
                "4.1.1");
        own.add(
            PlantedRisk.run("sales", "invoices", i * 3_600_000L, random.nextInt(4) == 0, knobs));
      }
      told += Setting.telling(own, own.get(0).knobs()).isPresent() ? 1 : 0;
    }
    assertThat(told).as("of 400 histories where no setting matters").isLessThanOrEqualTo(20);
  }
}

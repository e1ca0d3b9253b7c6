package io.fizzle.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.lab.spark.SparkVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ScenariosTest {
  private static final Path WORKLOADS =
      Path.of(System.getProperty("basedir", "."), "src", "workload", "java");

  @Test
  void areSortedByName() {
    assertThat(Scenarios.all()).extracting(Scenario::name).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void giveNothingAwayToTheLogs() {
    for (Scenario scenario : Scenarios.all()) {
      for (Trial trial : scenario.trials()) {
        String visible = scenario.applicationName() + trial.workload().mainClass();
        assertThat(visible.toLowerCase(Locale.ROOT))
            .as(trial.name())
            .doesNotContain(
                "oom", "heap", "kill", "fail", "gc", "stall", "healthy", "lab", "fizzle");
      }
    }
  }

  @Test
  void proveBothWhatIsAndWhatIsNot() {
    for (Scenario scenario : Scenarios.all()) {
      assertThat(scenario.proofs())
          .as(scenario.name())
          .anyMatch(ScenariosTest::mustBeThere)
          .anyMatch(ScenariosTest::mustNotBe);
    }
  }

  private static boolean mustBeThere(Proof proof) {
    return proof instanceof Proof.Lines lines && lines.least() > 0;
  }

  private static boolean mustNotBe(Proof proof) {
    return proof instanceof Proof.Lines lines && lines.most() == 0;
  }

  @Test
  void haveAtLeastTwoVariantsOfDifferentNames() {
    for (Scenario scenario : Scenarios.all()) {
      assertThat(scenario.variants())
          .as(scenario.name())
          .hasSizeGreaterThanOrEqualTo(2)
          .extracting(Variant::name)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void coverEverySparkEveryCollectorAndEveryFormOfEventLogs() {
    List<Variant> variants =
        Scenarios.all().stream().flatMap(scenario -> scenario.variants().stream()).toList();

    assertThat(variants).extracting(Variant::spark).containsAll(SparkVersion.OF_SCENARIOS);
    assertThat(variants).extracting(Variant::collector).contains(Collector.values());
    assertThat(variants).extracting(Variant::eventLog).contains(EventLogForm.values());
  }

  @Test
  void theRepresentativeOnesAreThere() {
    assertThat(Scenarios.REPRESENTATIVE)
        .hasSize(12)
        .allSatisfy(name -> assertThat(Scenarios.trials(name)).hasSize(1));
  }

  @Test
  void onlyFailuresAreFixed() {
    assertThat(Scenarios.all())
        .filteredOn(Scenario::fixable)
        .allSatisfy(scenario -> assertThat(scenario.truth().outcome()).isEqualTo("failed"));
  }

  @Test
  void runProgramsThatAreThere() {
    for (Scenario scenario : Scenarios.all()) {
      for (Trial trial : scenario.trials()) {
        assertThat(WORKLOADS.resolve(trial.workload().mainClass().replace('.', '/') + ".java"))
            .as(trial.name())
            .exists();
      }
    }
  }
}

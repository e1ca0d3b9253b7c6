package io.fizzle.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.lab.scenario.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
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
      String visible =
          scenario.applicationName()
              + scenario.workload().mainClass()
              + scenario.configuration().get("spark.app.name");
      assertThat(visible.toLowerCase(Locale.ROOT))
          .doesNotContain("oom", "heap", "kill", "fail", "gc", "stall", "healthy", "lab", "fizzle");
    }
  }

  @Test
  void proveBothWhatIsAndWhatIsNot() {
    for (Scenario scenario : Scenarios.all()) {
      assertThat(scenario.proofs())
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
  void runProgramsThatTheJarOfWorkloadsCarries() throws IOException {
    List<String> sources;
    try (Stream<Path> files = Files.walk(WORKLOADS)) {
      sources =
          files
              .filter(Files::isRegularFile)
              .map(file -> WORKLOADS.relativize(file).toString())
              .sorted()
              .toList();
    }

    assertThat(WorkloadJar.SOURCES).isEqualTo(sources);
    assertThat(Scenarios.all())
        .extracting(scenario -> scenario.workload().mainClass().replace('.', '/') + ".java")
        .isSubsetOf(sources);
  }
}

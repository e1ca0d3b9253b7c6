package io.fizzle.lab.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SparkDistributionTest {
  @ParameterizedTest
  @EnumSource(SparkVersion.class)
  void asksMavenForTheReleaseWithSparksOwnVersionsOfLibraries(SparkVersion version)
      throws IOException {
    assertThat(SparkDistribution.pom(version))
        .contains(artifact("sql", version))
        .contains(artifact("parent", version))
        .doesNotContain("@");
  }

  private static String artifact(String name, SparkVersion version) {
    return "<artifactId>spark-%s_%s</artifactId><version>%s"
        .formatted(name, version.scala(), version.version());
  }
}

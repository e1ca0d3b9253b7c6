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
        .contains("<artifactId>spark-sql_2.13</artifactId><version>" + version.version())
        .contains("<artifactId>spark-parent_2.13</artifactId><version>" + version.version())
        .doesNotContain("@");
  }
}

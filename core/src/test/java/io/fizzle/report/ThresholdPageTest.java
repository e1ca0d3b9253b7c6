package io.fizzle.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ThresholdPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("fizzle.root", "..")).resolve("docs/thresholds.md");

  @Test
  void theCommittedPageHasTheThresholdsOfThisVersion() throws IOException {
    if (Boolean.getBoolean("fizzle.write")) {
      Files.writeString(PAGE, ThresholdPage.text());
    }

    assertThat(Files.readString(PAGE))
        .as("stale: ./mvnw -Dquick -pl core test -Dtest=ThresholdPageTest -Dfizzle.write=true")
        .isEqualTo(ThresholdPage.text());
  }
}

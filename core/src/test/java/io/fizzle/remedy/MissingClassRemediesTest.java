package io.fizzle.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MissingClassRemediesTest {
  private static List<String> titles(String message) {
    return Runs.titles(MissingClassRemedies.of(Runs.on("yarn", "3.5.7"), message));
  }

  @Test
  void aModuleOfPythonIsInstalledForPython() {
    assertThat(titles("No module named 'pandas'"))
        .containsExactly("Give the executors' Python the module pandas");
    assertThat(MissingClassRemedies.of(Runs.on("yarn", "3.5.7"), "No module named 'sklearn.svm'"))
        .first()
        .extracting(remedy -> ((Remedy.OperatorAction) remedy).command())
        .asString()
        .startsWith("pip install sklearn ");
  }

  @Test
  void theOldSchemesOfS3AreWrittenAnew() {
    assertThat(titles("No FileSystem for scheme \"s3\""))
        .containsExactly(
            "Read and write s3a:// instead of s3://, with hadoop-aws on the class path");
    assertThat(titles("No FileSystem for scheme: gs"))
        .containsExactly(
            "Put com.google.cloud.bigdataoss:gcs-connector on the class path of driver and"
                + " executors");
  }

  @Test
  void aDatabaseNeedsItsDriver() {
    assertThat(titles("No suitable driver")).first().asString().contains("JDBC driver");
  }

  @Test
  void aClassIsLookedForInALibrary() {
    assertThat(titles("com.shop.Client")).first().asString().contains("com.shop.Client");
  }
}

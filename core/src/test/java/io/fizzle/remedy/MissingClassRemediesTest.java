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
        .startsWith("pip install scikit-learn ");
  }

  @Test
  void aModuleThatNoKnownPackageHasIsNotTakenFromTheIndex() {
    assertThat(MissingClassRemedies.of(Runs.on("yarn", "3.5.7"), "No module named 'utils.parsing'"))
        .singleElement()
        .extracting(remedy -> ((Remedy.OperatorAction) remedy).command())
        .asString()
        .startsWith("spark-submit --py-files")
        .doesNotContain("pip install");
    assertThat(titles("No module named 'distutils'")).first().asString().contains("Python 3.11");
  }

  @Test
  void aClassThatNoLibraryBringsIsAskedOfNone() {
    assertThat(titles("scala/Product$class"))
        .containsExactly(
            "Build the application, and take each library, for the Scala of this Spark");
    assertThat(
            titles(
                "cannot assign instance of java.lang.invoke.SerializedLambda to field"
                    + " org.apache.spark.rdd.MapPartitionsRDD.f of type scala.Function3"))
        .containsExactly("Give the executors the application's jar");
    assertThat(
            titles(
                "'boolean org.apache.hadoop.io.nativeio.NativeIO$Windows.access0(java.lang.String,"
                    + " int)'"))
        .first()
        .asString()
        .contains("winutils.exe and hadoop.dll");
    assertThat(titles("no zstd-jni-1.5.5-4 in java.library.path: /usr/java/packages/lib:/lib64"))
        .containsExactly("Let the JVM find the native library zstd-jni-1.5.5-4");
    assertThat(titles("Class org.apache.hadoop.hive.ql.Driver not found"))
        .first()
        .asString()
        .startsWith("Put the library that has org.apache.hadoop.hive.ql.Driver on the class path");
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

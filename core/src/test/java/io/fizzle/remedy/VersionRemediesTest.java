package io.fizzle.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VersionRemediesTest {
  private static final SparkConf SPARK = Runs.on("yarn", "3.5.7");

  private static List<Remedy> of(SparkConf conf, String message) {
    return VersionRemedies.of(conf, true, Jvm.EXECUTOR, message);
  }

  @Test
  void pythonsThatDifferAreMadeTheSameAndNoJarIsLookedFor() {
    assertThat(
            Runs.titles(
                of(
                    SPARK,
                    "Python in worker has different version 3.8 than that in driver 3.10, PySpark"
                        + " cannot run with different minor versions.")))
        .containsExactly(
            "Use one minor version of Python on the driver's machine and on every node: executors"
                + " have 3.8, the driver has 3.10");
  }

  @Test
  void aClassForANewerJavaNamesBothJavas() {
    assertThat(
            Runs.titles(
                of(
                    SPARK,
                    "com/acme/Job has been compiled by a more recent version of the Java Runtime"
                        + " (class file version 61.0), this version of the Java Runtime only"
                        + " recognizes class file versions up to 52.0")))
        .containsExactly("Run driver and executors on Java 17 or later", "Or compile for Java 8");
  }

  @Test
  void aClosedPackageOfTheJdkIsOpenedByTheOptionForIt() {
    String exported =
        "class org.apache.spark.storage.StorageUtils$ (in unnamed module @0x4d) cannot access class"
            + " sun.nio.ch.DirectBuffer (in module java.base) because module java.base does not"
            + " export sun.nio.ch to unnamed module @0x4d";
    String opened =
        "Unable to make field private transient java.lang.String java.net.URI.scheme accessible:"
            + " module java.base does not \"opens java.net\" to unnamed module @7c53a9eb";

    assertThat(Runs.titles(of(SPARK, exported)))
        .containsExactly(
            "Open the package on the command line of the JVM:"
                + " --add-exports=java.base/sun.nio.ch=ALL-UNNAMED");
    assertThat(Runs.titles(of(SPARK, opened)))
        .containsExactly(
            "Open the package on the command line of the JVM:"
                + " --add-opens=java.base/java.net=ALL-UNNAMED");
    assertThat(Runs.titles(of(Runs.on("yarn", "3.2.1"), exported)))
        .first()
        .isEqualTo("Run Spark 3.2.1 on Java 8 or 11");
  }

  @Test
  void oneClassInTwoVersionsIsGivenInOne() {
    String text = "; local class incompatible: stream classdesc serialVersionUID = 12, local class";

    assertThat(Runs.titles(of(SPARK, "com.acme.Order" + text)))
        .containsExactly("Give driver and executors the same jar with com.acme.Order");
    assertThat(Runs.titles(of(SPARK, "org.apache.spark.rdd.RDD" + text)))
        .containsExactly("Use the same release of Spark in the driver and in the cluster");
  }

  @Test
  void otherConflictsAreOnesOfLibraries() {
    assertThat(Runs.titles(of(SPARK, "com/google/A")))
        .first()
        .asString()
        .startsWith("Build against");
  }

  @Test
  void sparkItselfIsNotCompiledForAnOlderJava() {
    assertThat(
            Runs.titles(
                VersionRemedies.of(
                    Runs.on("yarn", "4.0.0"),
                    true,
                    Jvm.DRIVER,
                    "org/apache/spark/launcher/Main has been compiled by a more recent version of"
                        + " the Java Runtime (class file version 61.0), this version of the Java"
                        + " Runtime only recognizes class file versions up to 55.0")))
        .containsExactly("Run driver and executors on Java 17 or later");
  }

  @Test
  void aClassWithoutAConstructorIsNoMatterOfVersions() {
    assertThat(
            Runs.titles(
                VersionRemedies.of(
                    Runs.on("yarn", "3.5.7"),
                    true,
                    Jvm.EXECUTOR,
                    "com.shop.Order; no valid constructor")))
        .singleElement()
        .asString()
        .startsWith("Give the first superclass that is not Serializable a constructor");
  }
}

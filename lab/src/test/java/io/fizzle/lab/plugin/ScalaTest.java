package io.fizzle.lab.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.lab.Progress;
import io.fizzle.lab.plugin.PluginJob.Ended;
import io.fizzle.lab.spark.SparkDistribution;
import io.fizzle.lab.spark.SparkVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A Scala program, compiled by the compiler of its Spark's own Scala, measures itself. */
@EnabledIfSystemProperty(
    named = PluginJob.PLUGIN,
    matches = ".+",
    disabledReason = PluginJob.WHY_NOT)
class ScalaTest {
  private static final String POM =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>io.fizzle.lab</groupId><artifactId>scala</artifactId><version>@version@</version>
        <packaging>pom</packaging>
        <dependencies>
          <dependency>
            <groupId>org.scala-lang</groupId><artifactId>scala-compiler</artifactId>
            <version>@version@</version>
          </dependency>
        </dependencies>
        <build><plugins><plugin>
          <groupId>org.apache.maven.plugins</groupId><artifactId>maven-dependency-plugin</artifactId>
          <version>3.9.0</version>
          <executions><execution>
            <phase>package</phase><goals><goal>copy-dependencies</goal></goals>
            <configuration><outputDirectory>@folder@</outputDirectory></configuration>
          </execution></executions>
        </plugin></plugins></build>
      </project>
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(
      value = SparkVersion.class,
      names = {"SPARK_3_5_SCALA_2_12", "SPARK_3_5", "SPARK_4_2"})
  void aScalaJobMeasuresItself(SparkVersion version) throws Exception {
    SparkDistribution spark =
        SparkDistribution.fetch(version, SparkDistribution.defaultCache(), new Progress());
    PluginJob job = new PluginJob(spark, folder, List.of("-XX:TieredStopAtLevel=1"));
    Path classes = compile(job);

    Ended ended =
        job.submit(
            PluginJob.SUBMIT,
            PluginJob.mainClass("ScalaJob"),
            Map.of(
                "spark.master", "local[2]",
                "spark.ui.enabled", "false",
                "spark.driver.host", "127.0.0.1",
                "spark.fizzle.verbosity", "2",
                "spark.plugins", "io.fizzle.spark.FizzlePlugin"),
            Map.of(),
            List.of(classes.toString(), PluginJob.plugin().toString()),
            driver -> {});

    assertThat(ended.output())
        .as("%s", ended.driverLog())
        .containsExactly(
            "closure parse is 2.9 MiB in every task, captures this (Importer): 2.9 MiB, of which"
                + " this.lookup (byte[]): 2.9 MiB; broadcast it or capture less",
            "closure local is 1.9 MiB in every task, captures table (byte[]): 1.9 MiB; broadcast it"
                + " or capture less",
            "closure bad cannot be serialised: client is a Client, which is not Serializable",
            "closure nested cannot be serialised: this.handlers[all][1][7] is a Client, which is"
                + " not Serializable",
            "closure option cannot be serialised: this.fallback.get is a Client, which is not"
                + " Serializable",
            "rdd rdd: 2 RDDs deep (2 in all), 1 stage, 3 partitions",
            "rows 11");
    assertThat(ended.driverLog()).contains("INFO fizzle: Fizzle: count orders took ");
  }

  private Path compile(PluginJob job) throws Exception {
    String library = scalaLibrary(job.spark());
    String version = library.replaceAll("^scala-library-|\\.jar$", "");
    Path classes = Files.createDirectories(folder.resolve("classes"));
    List<String> jars = job.spark().jars().stream().map(Path::toString).toList();
    run(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        compiler(version).resolve("*").toString(),
        "scala.tools.nsc.Main",
        "-classpath",
        PluginJob.joined(
            Stream.concat(Stream.of(PluginJob.plugin().toString()), jars.stream()).toList()),
        "-d",
        classes.toString(),
        job.copied("ScalaJob.scala").toString());
    return classes;
  }

  private static String scalaLibrary(SparkDistribution spark) throws IOException {
    return spark.jars().stream()
        .map(jar -> String.valueOf(jar.getFileName()))
        .filter(name -> name.startsWith("scala-library-"))
        .findFirst()
        .orElseThrow();
  }

  /** Brought by Maven once, beside the Sparks. */
  private Path compiler(String version) throws Exception {
    Path kept = SparkDistribution.defaultCache().resolve("scala-compiler-" + version);
    if (!Files.isDirectory(kept)) {
      Path pom = folder.resolve("pom.xml");
      Path fresh = Files.createTempDirectory(SparkDistribution.defaultCache(), "scala-");
      String text = POM.replace("@version@", version).replace("@folder@", fresh.toString());
      Files.writeString(pom, text);
      Path wrapper = Path.of(System.getProperty("fizzle.root", ".")).resolve("mvnw");
      run(wrapper.toAbsolutePath().toString(), "-q", "-B", "-f", pom.toString(), "package");
      Files.move(fresh, kept);
    }
    return kept;
  }

  private void run(String... command) throws Exception {
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(process.waitFor()).as("%s", Files.readString(said)).isZero();
  }
}

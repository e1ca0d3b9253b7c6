package io.fizzle.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.remedy.Remedy.CodeChange;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodeRemediesTest {

  @Test
  void namesTheClassThatCannotBeSerialized() {
    assertThat(CodeRemedies.notSerializable("com.shop.Client"))
        .hasOnlyElementsOfType(CodeChange.class);
    assertThat(CodeRemedies.notSerializable("com.shop.Client").get(0).title())
        .startsWith("Create com.shop.Client inside the closure");
  }

  @Test
  void takesNoStackAndNoSentenceForAClass() {
    assertThat(
            CodeRemedies.notSerializable(
                    "com.shop.Client Serialization stack: - object not serializable")
                .get(0)
                .title())
        .startsWith("Create com.shop.Client inside the closure");
    assertThat(CodeRemedies.notSerializable("Task not serializable").get(0).title())
        .startsWith("Create the object that the closure refers to inside the closure");
  }

  @Test
  void namesNoVersionThatNobodyTold() {
    assertThat(
            CodeRemedies.versionConflict(Runs.on("yarn", "3.5.7"), false, Jvm.EXECUTOR, "")
                .get(0)
                .title())
        .startsWith("Build against the versions that the Spark in use brings");
  }

  @Test
  void addsThePackageOfTheVeryVersionOfSparkAndScala() {
    assertThat(Runs.first(CodeRemedies.classMissing(Runs.on("yarn", "3.5.7"), "kafka")).to())
        .isEqualTo("org.apache.spark:spark-sql-kafka-0-10_2.12:3.5.7");
    assertThat(Runs.first(CodeRemedies.classMissing(Runs.on("yarn", "4.1.1"), "avro")).to())
        .isEqualTo("org.apache.spark:spark-avro_2.13:4.1.1");
    SparkConf conf = Runs.on("yarn", "2.4.8", "spark.jars.packages", "a:b:1");
    assertThat(
            Runs.first(CodeRemedies.classMissing(conf, "org/apache/hadoop/fs/s3a/S3AFileSystem")))
        .extracting(Remedy.ConfigurationChange::to)
        .isEqualTo("a:b:1,org.apache.spark:spark-hadoop-cloud_2.11:2.4.8");
    assertThat(Runs.keys(CodeRemedies.classMissing(conf, "com.shop.Client"))).isEmpty();
  }

  @Test
  void asksForTheDataSourceThatTheMessageNames() {
    String message =
        "Failed to find data source: tides. Please find packages at"
            + " https://spark.apache.org/third-party-projects.html";

    assertThat(CodeRemedies.classMissing(Runs.on("yarn", "3.5.7"), message).get(0).title())
        .startsWith("Put the library that has the data source tides on the class path");
    assertThat(
            Runs.first(
                    CodeRemedies.classMissing(
                        Runs.on("yarn", "3.5.7"), message.replace("tides", "kafka")))
                .to())
        .isEqualTo("org.apache.spark:spark-sql-kafka-0-10_2.12:3.5.7");
  }

  @Test
  void looksForTheClassOfALinkageErrorNotForItsMethod() {
    for (String message :
        List.of(
            "com.shop.json.Mapper.$init$(Lcom/shop/json/Mapper;)V",
            "'void com.shop.json.Mapper.read(java.lang.String, int)'",
            "'com.shop.json.Node[] com.shop.json.Mapper.all(int)'",
            "com/shop/json/Mapper")) {
      assertThat(
              CodeRemedies.versionConflict(Runs.on("yarn", "3.5.7"), true, Jvm.DRIVER, message)
                  .get(0)
                  .why())
          .startsWith(
              "Two versions of one library are on the class path, and com.shop.json.Mapper came");
    }
  }

  @Test
  void anEmbeddedMetastoreIsNotLookedForOnTheNetwork() {
    List<Remedy> remedies =
        DataRemedies.metastoreFailure(
            "Another instance of Derby may have already booted the database"
                + " /home/ana/metastore_db");

    assertThat(Runs.titles(remedies)).first().asString().startsWith("End the other Spark session");
    assertThat(DataRemedies.metastoreFailure("MetaException: timed out").get(0).title())
        .startsWith("Check the Hive metastore");
  }

  @Test
  void buildsAgainstSparksVersionsBeforeItReversesTheClassPath() {
    List<Remedy> remedies =
        CodeRemedies.versionConflict(Runs.on("yarn", "3.5.7"), true, Jvm.EXECUTOR, "com/google/A");
    assertThat(remedies.get(0).title()).contains("Spark 3.5.7");
    assertThat(remedies.get(1).title())
        .isEqualTo("spark.executor.userClassPathFirst default false → true");
    assertThat(remedies.get(1).risk().level()).isEqualTo(Risk.Level.HIGH);
  }

  @Test
  void changesNothingOfSparkForData() {
    assertThat(Runs.keys(DataRemedies.dataCorrupt("/data/a.parquet", ""))).isEmpty();
    assertThat(DataRemedies.dataMissing("/data/a", "").get(0).title()).contains("/data/a");
    assertThat(Runs.keys(DataRemedies.metastoreFailure(""))).isEmpty();
    assertThat(DataRemedies.commitConflict("", "")).isNotEmpty();
  }

  @Test
  void tellsAWriterOfATableFormatNothingThatDeletesData() {
    assertThat(
            Runs.titles(
                DataRemedies.commitConflict(
                    "io.delta.exceptions.ConcurrentAppendException",
                    "[DELTA_CONCURRENT_APPEND] Files were added to partition [region=EU]")))
        .first()
        .asString()
        .startsWith("Run the write again");
    assertThat(
            DataRemedies.commitConflict(
                    "org.apache.iceberg.exceptions.CommitFailedException", "Cannot commit")
                .toString())
        .doesNotContain("overwrite");
  }

  @Test
  void tellsASoundFileWithAnotherTypeFromACorruptOne() {
    assertThat(
            Runs.titles(
                DataRemedies.dataCorrupt(
                    "",
                    "Data type mismatches when reading Parquet column [amount]. Expected Spark type"
                        + " decimal(10,2), actual Parquet type BINARY.")))
        .containsExactly(
            "Read column amount as the type that the file has, and cast it in the query");
  }

  @Test
  void asksTheNameNodeAboutABlock() {
    assertThat(
            DataRemedies.dataMissing(
                    "",
                    "Could not obtain block: BP-1:blk_1_2 file=/data/sales/part-3.snappy.parquet")
                .toString())
        .contains("hdfs fsck /data/sales/part-3.snappy.parquet -files -blocks -locations");
  }
}

package io.fizzle.cause.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.read.message.Failures;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose code threw an exception; {@code <} stands before each frame. */
class ThrowerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "USER   | java.lang.RuntimeException: no region < com.acme.Crops.region(Crops.java:12)",
        "USER   | java.lang.NullPointerException < scala.Option.get(Option.scala:1) <"
            + " com.acme.Crops.map(Crops.scala:4) < org.apache.spark.rdd.RDD.f(RDD.scala:1)",
        "USER   | com.acme.CropsException: no region < org.apache.spark.rdd.RDD.f(RDD.scala:1)",
        "USER   | java.lang.NumberFormatException: x < org.apache.spark.sql.A.b(A.scala:1)",
        "USER   | org.apache.spark.SparkArithmeticException: [DIVIDE_BY_ZERO] x <"
            + " org.apache.spark.sql.errors.QueryExecutionErrors$.x(Q.scala:1)",
        "USER   | java.lang.RuntimeException: told without a trace",
        "UNCLEAR| java.sql.BatchUpdateException: Duplicate entry <"
            + " com.mysql.cj.jdbc.ClientPreparedStatement.executeBatch(C.java:796)",
        "UNCLEAR| java.io.IOException: Filesystem closed <"
            + " org.apache.hadoop.hdfs.DFSClient.checkOpen(DFSClient.java:483)",
        "UNCLEAR| java.io.IOException: told without a trace",
        "UNCLEAR| java.lang.NullPointerException <"
            + " org.apache.spark.sql.execution.datasources.FileScanRDD.x(F.scala:1)",
        "SYSTEM | java.lang.IllegalStateException: no memory < ai.rapids.cudf.Rmm.alloc(Native)",
        "SYSTEM | java.lang.NoClassDefFoundError: Could not initialize class"
            + " org.xerial.snappy.Snappy < org.xerial.snappy.SnappyOutputStream.<init>(S.java:97)",
        "SYSTEM | java.util.concurrent.ExecutionException: cut off"
      })
  void aTaskFailedByACodeOf(Thrower expected, String told) {
    assertThat(Thrower.of(Failures.parse(told.replace(" < ", "\n\tat ")), true))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"true | USER", "false| UNCLEAR"})
  void theUsersCodeBelowALibraryCountsInATaskOnly(boolean inTask, Thrower expected) {
    String told =
        "java.lang.IllegalArgumentException: Negative position\n"
            + "\tat org.apache.hadoop.fs.BufferedFSInputStream.seek(B.java:1)\n"
            + "\tat com.acme.Crops.read(Crops.java:12)";

    assertThat(Thrower.of(Failures.parse(told), inTask)).isEqualTo(expected);
  }
}

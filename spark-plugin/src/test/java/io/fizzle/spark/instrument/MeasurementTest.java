package io.fizzle.spark.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasurementTest {
  private static final long KIB = 1024;

  @ParameterizedTest
  @CsvSource({"102400, FINE", "102401, NOTE", "1024000, NOTE", "1024001, WARNING"})
  void aClosureIsNotedAbove100KibAndWarnedOfAbove1000Kib(long bytes, Level level) {
    assertThat(new ClosureSize("f", bytes, List.of(), null).level()).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({"1048576, FINE", "1048577, NOTE", "4194304, NOTE", "4194305, WARNING"})
  void aBroadcastIsNotedAbove1MibAndWarnedOfAbove4Mib(long bytes, Level level) {
    assertThat(new BroadcastSize("b", bytes, bytes, null).level()).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({"20, FINE", "21, NOTE", "50, NOTE", "51, WARNING"})
  void aLineageIsNotedAbove20StepsAndWarnedOfAbove50(int depth, Level level) {
    Lineage rdd = new Lineage("r", Lineage.RDD, -1, 4, -1, 1, depth, depth, -1, -1, -1);
    Lineage planned = new Lineage("d", Lineage.DATASET, 1, 4, -1, -1, 3, 3, depth, depth, -1);

    assertThat(rdd.level()).isEqualTo(level);
    assertThat(planned.level()).isEqualTo(level);
  }

  @Test
  void aClosureNamesWhatCarriesItsBytesFromTheOutsideIn() {
    ClosureSize closure =
        new ClosureSize(
            "parse",
            4710 * KIB,
            List.of(
                new Capture("this", "com.acme.Job", 4709 * KIB, 0),
                new Capture("local String", "java.lang.String", 40, 0),
                new Capture("this.lookup", "java.util.HashMap", 4608 * KIB, 1)),
            null);

    assertThat(closure.sentence())
        .isEqualTo(
            "closure parse is 4.6 MiB in every task, captures this (com.acme.Job): 4.6 MiB, of"
                + " which this.lookup (java.util.HashMap): 4.5 MiB; broadcast it or capture less");
  }

  @Test
  void whatCannotBeSerialisedIsAWarning() {
    assertThat(new ClosureSize("f", -1, List.of(), "this.client is …").level())
        .isEqualTo(Level.WARNING);
    assertThat(new BroadcastSize("b", -1, 16, "socket is …").level()).isEqualTo(Level.WARNING);
  }

  @Test
  void aValueOfPythonThatCannotBePickledIsAWarningWithItsReason() {
    BroadcastSize lock = new BroadcastSize("lock", -1, -1, "cannot pickle '_thread.lock' object");

    assertThat(lock.level()).isEqualTo(Level.WARNING);
    assertThat(lock.sentence())
        .isEqualTo("broadcast lock cannot be serialised: cannot pickle '_thread.lock' object");
  }

  @Test
  void whatWasNotMeasuredIsNone() {
    assertThat(ClosureSize.unmeasured("f").level()).isEqualTo(Level.FINE);
    assertThat(BroadcastSize.unmeasured("b").level()).isEqualTo(Level.FINE);
    assertThat(Lineage.unmeasured("d", Lineage.DATASET).sentence())
        .isEqualTo("dataset d was not measured");
  }

  @Test
  void aDatasetSaysBothItsPlans() {
    assertThat(new Lineage("orders", Lineage.DATASET, 2, -1, -1, -1, 3, 4, 5, 6, 10).sentence())
        .isEqualTo(
            "dataset orders: logical plan 3 deep (4 nodes), physical plan 5 deep (6 nodes), 2"
                + " columns, partitions not known before it runs, 10 rows");
  }

  @Test
  void partitionsThatAdaptiveExecutionDecidesAreNotGivenAsKnown() {
    Lineage grouped = new Lineage("g", Lineage.DATASET, 2, -1, 200, -1, 3, 3, 5, 5, -1);

    assertThat(grouped.knownPartitions()).isEmpty();
    assertThat(grouped.level()).isEqualTo(Level.FINE);
    assertThat(grouped.sentence())
        .endsWith(", 2 columns, partitions decided while it runs (200 to begin with)");
  }

  @ParameterizedTest
  @CsvSource({
    "31, 1000, false",
    "32, 1000, true",
    "32, 0, false",
    "32, 33554431, true",
    "32, 33554432, false"
  })
  void partitionsAreSmallWhereManyReadLessThanOneMibEach(
      int partitions, long bytes, boolean small) {
    assertThat(SmallPartitions.small(partitions, bytes)).isEqualTo(small);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 16, 1", // nearly nothing
    "10485760, 16, 10", // 10 MiB: no partition below 1 MiB
    "104857600, 16, 16", // 100 MiB: all cores
    "10737418240, 16, 160" // 10 GiB: 64 MiB each
  })
  void partitionsAreMergedAsSparkWould(long bytes, int cores, int better) {
    assertThat(SmallPartitions.better(bytes, cores)).isEqualTo(better);
  }
}

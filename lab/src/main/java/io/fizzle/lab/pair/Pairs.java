package io.fizzle.lab.pair;

import static io.fizzle.comparison.Judgement.BETTER;
import static io.fizzle.comparison.Judgement.BROKEN;
import static io.fizzle.comparison.Judgement.SLOWER;
import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.ZSTD;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.BadChoiceException;
import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.ScenarioDraft;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;
import java.util.List;

/** The list of all pairs. */
public final class Pairs {
  private static final String ADAPTIVE = "spark.sql.adaptive.enabled";
  private static final String MEMORY = "spark.executor.memory";
  private static final String PARTITIONS = "spark.sql.shuffle.partitions";

  private Pairs() {}

  /** All pairs. */
  public static List<Pair> all() {
    return List.of(
        again(),
        moreData(),
        lessMemory(),
        adaptiveOff(),
        outOfMemory(),
        failureMended(),
        fewerPartitions());
  }

  /** The pair of this name. */
  public static Pair named(String name) {
    return all().stream()
        .filter(pair -> pair.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadChoiceException(
                    "no pair is called %s, but %s"
                        .formatted(name, all().stream().map(Pair::name).toList())));
  }

  private static Pair again() {
    Variant run = Variant.of(SPARK_4_1, G1, ZSTD);
    return Pair.of(
        "again", "nothing is different", orders(4_000_000), run, run, Expected.nothing());
  }

  private static Pair moreData() {
    Variant before = Variant.of(SPARK_4_1, G1, ZSTD);
    return Pair.of(
        "more-data",
        "three times as many orders",
        orders(4_000_000),
        before,
        before.running(Workload.of("reports.OrderTotals", 12_000_000, 1_000, 0)),
        Expected.of(SLOWER, null, "data"));
  }

  private static Pair lessMemory() {
    Variant before = Variant.of(SPARK_4_1, SERIAL, ZSTD).options("-Xmn72m");
    Workload workload = Workload.of("reports.DeviceStatus", 6, 20_000, 4_190_000, 5_000_000L);
    return Pair.of(
        "less-memory",
        "half the memory, so the collector never rests",
        succeeds("device-status", workload).runAs(before),
        before.set(MEMORY, "1g"),
        before.set(MEMORY, "512m"),
        Expected.of(SLOWER, MEMORY, "gc"));
  }

  private static Pair adaptiveOff() {
    Variant before =
        Variant.of(SPARK_4_1, G1, ZSTD)
            .set(MEMORY, "1g")
            .set(PARTITIONS, "8")
            .set("spark.sql.autoBroadcastJoinThreshold", "-1")
            .set("spark.sql.adaptive.advisoryPartitionSizeInBytes", "4m")
            .set("spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes", "8m");
    Scenario chain =
        succeeds("order-totals", Workload.of("reports.OrderTotals", 8_000_000, 1_000, 90))
            .runAs(before);
    return Pair.of(
        "adaptive-execution-off",
        "adaptive execution off, so one task gets nine of ten rows",
        chain,
        before.set(ADAPTIVE, "true"),
        before.set(ADAPTIVE, "false"),
        Expected.of(SLOWER, ADAPTIVE, "plan", "utilisation"));
  }

  private static Pair fewerPartitions() {
    Variant before =
        Variant.of(SPARK_3_5, G1, ZSTD)
            .set(ADAPTIVE, "false")
            .set("spark.sql.autoBroadcastJoinThreshold", "-1");
    return Pair.of(
        "one-partition",
        "one shuffle partition instead of eight",
        orders(8_000_000),
        before.set(PARTITIONS, "8"),
        before.set(PARTITIONS, "1"),
        Expected.of(SLOWER, PARTITIONS, "utilisation"));
  }

  private static Pair outOfMemory() {
    return Pair.of(
        "out-of-memory",
        "a quarter of the memory, which is too little",
        invoices(),
        invoicesWith("2g"),
        invoicesWith("512m"),
        Expected.of(BROKEN, MEMORY, "outcome"));
  }

  private static Pair failureMended() {
    return Pair.of(
        "failure-mended",
        "the memory that the failed run lacked",
        invoices(),
        invoicesWith("512m"),
        invoicesWith("2g"),
        Expected.of(BETTER, MEMORY, "outcome"));
  }

  private static Variant invoicesWith(String memory) {
    return Variant.of(SPARK_4_1, G1, ZSTD).set(MEMORY, memory);
  }

  private static Scenario invoices() {
    return Scenario.named("pair", "of invoice exports")
        .runs("invoice-export", Workload.of("reports.InvoiceExport", 8, 20, 10_000, 65_536))
        .truth(Truth.failedOf("heap-oom"))
        .runAs(Variant.of(SPARK_4_1, G1, ZSTD));
  }

  private static Scenario orders(long number) {
    Variant run = Variant.of(SPARK_4_1, G1, ZSTD);
    return succeeds("order-totals", Workload.of("reports.OrderTotals", number, 1_000, 0))
        .set(MEMORY, "1g")
        .runAs(run);
  }

  private static ScenarioDraft succeeds(String application, Workload workload) {
    return Scenario.named("pair", "of runs of " + application)
        .runs(application, workload)
        .truth(Truth.healthy())
        .proofs(
            lacks("no task failed", "driver.log", "Lost task"),
            lacks("no executor was lost", "driver.log", "Lost executor"));
  }
}

package io.fizzle.configuration;

import java.util.List;

/**
 * Keys that are not Spark's own and yet have their place in its configuration: of its vendors, of
 * plugins, table formats, catalogs, and whatever else an application reads from its {@code
 * SparkConf}.
 */
final class ForeignKeys {
  /** Read by Hadoop, a catalog, a resource's name, a filter or the user: any name may follow. */
  private static final List<String> PREFIXES =
      List.of(
          "spark.databricks.",
          "spark.rapids.",
          "spark.delta.",
          "spark.hadoop.",
          "spark.hive.",
          "spark.sql.catalog.",
          "spark.executorEnv.",
          "spark.yarn.appMasterEnv.",
          "spark.yarn.am.",
          "spark.kubernetes.driverEnv.",
          "spark.kubernetes.driver.",
          "spark.kubernetes.executor.",
          "spark.kubernetes.authenticate.",
          "spark.kubernetes.operator.",
          "spark.metrics.conf.",
          "spark.metrics.",
          "spark.redaction.",
          "spark.ui.filters.",
          "spark.ssl.",
          "spark.driver.resource.",
          "spark.executor.resource.",
          "spark.task.resource.",
          "spark.worker.resource.",
          "spark.plugins.",
          "spark.sql.sources.",
          "spark.sql.dialect.",
          "spark.app.",
          "spark.repl.",
          "spark.r.",
          "spark.mesos.");

  /** First parts below {@code spark.} (and {@code spark.sql.}) under which Spark has keys. */
  private static final List<String> OWN_SQL = List.of("sql");

  private ForeignKeys() {}

  static boolean mayHaveAnyName(String key) {
    return PREFIXES.stream().anyMatch(key::startsWith);
  }

  /** True for {@code spark.<name>.…} where Spark has nothing of that name, as vendors write. */
  static boolean isVendors(String key, KeyIndex index) {
    String[] parts = key.split("\\.");
    if (parts.length < 3) {
      return false;
    }
    if (!index.hasSpace(parts[1])) {
      return !index.isNear(parts[1]);
    }
    return OWN_SQL.contains(parts[1])
        && parts.length > 3
        && !index.hasSpace(parts[1] + "." + parts[2])
        && !index.isNear(parts[1] + "." + parts[2]);
  }
}

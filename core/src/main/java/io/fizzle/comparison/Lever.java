package io.fizzle.comparison;

import java.util.List;

/** What a setting can move. A key belongs to the first lever that names it or its beginning. */
public enum Lever {
  LIMIT(
      "spark.driver.maxResultSize",
      "spark.rpc.message.maxSize",
      "spark.kryoserializer.buffer",
      "spark.sql.broadcastTimeout",
      "spark.network.",
      "spark.executor.heartbeat",
      "spark.rpc.",
      "spark.task.maxFailures",
      "spark.stage."),
  CONTAINER(
      "spark.executor.memoryOverhead",
      "spark.driver.memoryOverhead",
      "spark.executor.minMemoryOverhead",
      "spark.executor.pyspark.memory",
      "spark.kubernetes.memoryOverheadFactor"),
  HEAP("spark.executor.memory", "spark.driver.memory", "spark.memory."),
  CORES(
      "spark.master",
      "spark.executor.cores",
      "spark.executor.instances",
      "spark.cores.max",
      "spark.task.cpus",
      "spark.driver.cores",
      "spark.dynamicAllocation.",
      "spark.kubernetes.executor.request.cores",
      "spark.kubernetes.executor.limit.cores"),
  PARTITIONS(
      "spark.sql.shuffle.partitions",
      "spark.default.parallelism",
      "spark.sql.files.",
      "spark.sql.adaptive.coalescePartitions",
      "spark.sql.adaptive.advisoryPartitionSizeInBytes",
      "spark.sql.adaptive.skewJoin"),
  PLAN(
      "spark.sql.adaptive.",
      "spark.sql.autoBroadcastJoinThreshold",
      "spark.sql.join.",
      "spark.sql.cbo.",
      "spark.sql.codegen",
      "spark.sql.optimizer.",
      "spark.sql.inMemoryColumnarStorage",
      "spark.sql.parquet.",
      "spark.sql.orc.",
      "spark.sql.sources.",
      "spark.sql."),
  SCHEDULING("spark.locality.", "spark.speculation", "spark.scheduler.", "spark.excludeOnFailure"),
  SHUFFLE(
      "spark.shuffle.",
      "spark.reducer.",
      "spark.io.compression.",
      "spark.serializer",
      "spark.rdd.compress",
      "spark.broadcast.",
      "spark.local.dir"),
  JVM("spark.executor.extraJavaOptions", "spark.driver.extraJavaOptions"),
  OTHER("");

  @SuppressWarnings("ImmutableEnumChecker") // List.of gives an immutable one
  private final List<String> beginnings;

  Lever(String... beginnings) {
    this.beginnings = List.of(beginnings);
  }

  static Lever of(String key) {
    for (Lever lever : values()) {
      if (lever.beginnings.stream().anyMatch(key::startsWith)) {
        return lever;
      }
    }
    return OTHER;
  }
}

package io.fizzle.spark.instrument;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How far a Dataset or RDD stands from its data. Unknown numbers are -1.
 *
 * @param name the caller's name for it
 * @param kind {@code dataset} or {@code rdd}
 * @param columns of a Dataset
 * @param partitions where it is known without running anything
 * @param initialPartitions of a Dataset whose partitions adaptive execution decides while it runs:
 *     those that it begins with, where that is known
 * @param stages of an RDD: one more than the shuffles behind it
 * @param depth of an RDD: RDDs on the longest way to the data; of a Dataset: the depth of the
 *     analysed logical plan
 * @param size of an RDD: RDDs in the lineage; of a Dataset: nodes of the analysed logical plan
 * @param physicalDepth of a Dataset: the depth of the physical plan
 * @param physicalSize of a Dataset: nodes of the physical plan
 * @param rows where they were asked for
 */
public record Lineage(
    String name,
    String kind,
    int columns,
    int partitions,
    int initialPartitions,
    int stages,
    int depth,
    int size,
    int physicalDepth,
    int physicalSize,
    long rows)
    implements Measurement {
  static final String DATASET = "dataset";
  static final String RDD = "rdd";

  static Lineage unmeasured(String name, String kind) {
    return new Lineage(name, kind, -1, -1, -1, -1, -1, -1, -1, -1, -1);
  }

  Lineage withRows(long counted) {
    return new Lineage(
        name,
        kind,
        columns,
        partitions,
        initialPartitions,
        stages,
        depth,
        size,
        physicalDepth,
        physicalSize,
        counted);
  }

  /** The number of partitions, where it is known without running anything. */
  public OptionalInt knownPartitions() {
    return partitions < 0 ? OptionalInt.empty() : OptionalInt.of(partitions);
  }

  /** The number of rows, where it was asked for. */
  public OptionalLong knownRows() {
    return rows < 0 ? OptionalLong.empty() : OptionalLong.of(rows);
  }

  /** What the thresholds look at: the deeper of the plans of a Dataset, the depth of an RDD. */
  public int deepest() {
    return Math.max(depth, physicalDepth);
  }

  @Override
  public Level level() {
    return Thresholds.lineage(deepest());
  }

  @Override
  public String sentence() {
    if (depth < 0) {
      return kind + " " + name + " was not measured";
    }
    StringBuilder text = new StringBuilder(kind).append(' ').append(name).append(": ");
    if (kind.equals(DATASET)) {
      text.append("logical plan ")
          .append(depth)
          .append(" deep (")
          .append(Amounts.count(size, "node"))
          .append(')');
      if (physicalDepth >= 0) {
        text.append(", physical plan ")
            .append(physicalDepth)
            .append(" deep (")
            .append(Amounts.count(physicalSize, "node"))
            .append(')');
      }
      text.append(", ").append(Amounts.count(columns, "column"));
    } else {
      text.append(depth)
          .append(" RDDs deep (")
          .append(size)
          .append(" in all), ")
          .append(Amounts.count(stages, "stage"));
    }
    text.append(", ").append(partitioning());
    if (rows >= 0) {
      text.append(", ").append(Amounts.count(rows, "row"));
    }
    if (level() == Level.WARNING) {
      text.append("; break the lineage with checkpointIfNeeded");
    }
    return text.toString();
  }

  private String partitioning() {
    if (partitions >= 0) {
      return Amounts.count(partitions, "partition");
    }
    return initialPartitions < 0
        ? "partitions not known before it runs"
        : "partitions decided while it runs (" + initialPartitions + " to begin with)";
  }
}

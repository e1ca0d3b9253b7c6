package io.fizzle.spark.instrument;

import java.util.List;
import java.util.Set;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * The plans of a Dataset. Plans the query, as the next action would, and runs nothing: {@code
 * Dataset.rdd}, the usual way to the number of partitions, runs stages where execution is adaptive.
 */
final class PlanLineage {
  private static final String ADAPTIVE = "AdaptiveSparkPlanExec";

  /**
   * Physical operators that make their RDD without running anything: no exchange, no cache, no
   * subquery.
   */
  private static final Set<String> PLAIN =
      Set.of(
          "BatchScanExec",
          "CoalesceExec",
          "ColumnarToRowExec",
          "DeserializeToObjectExec",
          "ExternalRDDScanExec",
          "FileSourceScanExec",
          "FilterExec",
          "GenerateExec",
          "InputAdapter",
          "LocalTableScanExec",
          "MapElementsExec",
          "MapPartitionsExec",
          "ProjectExec",
          "RDDScanExec",
          "RangeExec",
          "SerializeFromObjectExec",
          "UnionExec",
          "WholeStageCodegenExec");

  private PlanLineage() {}

  static Lineage of(Dataset<?> dataset, String name) throws ReflectiveOperationException {
    Object query = Reflected.get(dataset, "queryExecution");
    Descent<Object> logical = analyzed(query);
    Object plan = executedPlan(query);
    int physicalDepth = -1;
    int physicalSize = -1;
    int partitions = -1;
    if (plan != null) {
      Descent<Object> physical = Descent.from(plan, PlanLineage::children);
      physicalDepth = physical.depth();
      physicalSize = physical.nodes().size();
      partitions = partitions(query, plan, physical.nodes());
    }
    return new Lineage(
        name,
        Lineage.DATASET,
        dataset.columns().length,
        partitions,
        -1,
        logical.depth(),
        logical.nodes().size(),
        physicalDepth,
        physicalSize,
        -1);
  }

  /**
   * The depth of the analysed logical plan, which a Dataset has from the beginning: to plan the
   * query takes as long as it takes for its action.
   */
  static int logicalDepth(Dataset<?> dataset) throws ReflectiveOperationException {
    return analyzed(Reflected.get(dataset, "queryExecution")).depth();
  }

  private static Descent<Object> analyzed(Object query) throws ReflectiveOperationException {
    return Descent.from(Reflected.get(query, "analyzed"), PlanLineage::children);
  }

  /** Null where the query cannot be planned this way, as one that streams. */
  private static @Nullable Object executedPlan(Object query) {
    try {
      return adaptedNow(Reflected.get(query, "executedPlan"));
    } catch (ReflectiveOperationException notPlanned) {
      return null;
    }
  }

  private static Object adaptedNow(Object plan) throws ReflectiveOperationException {
    return named(plan).equals(ADAPTIVE) ? Reflected.get(plan, "executedPlan") : plan;
  }

  private static List<Object> children(Object node) {
    try {
      if (named(node).equals(ADAPTIVE)) {
        return List.of(Reflected.get(node, "executedPlan"));
      }
      return Reflected.list(node, "children");
    } catch (ReflectiveOperationException noTree) {
      return List.of();
    }
  }

  private static int partitions(Object query, Object plan, List<Object> nodes)
      throws ReflectiveOperationException {
    Object partitioning = Reflected.get(plan, "outputPartitioning");
    int planned = (Integer) Reflected.get(partitioning, "numPartitions");
    if (planned > 0) {
      return planned;
    }
    boolean plain = nodes.stream().allMatch(PlanLineage::isPlain);
    return plain ? ((RDD<?>) Reflected.get(query, "toRdd")).getNumPartitions() : -1;
  }

  private static boolean isPlain(Object node) {
    return PLAIN.contains(named(node)) && Reflected.listOrNone(node, "subqueries").isEmpty();
  }

  private static String named(Object node) {
    return node.getClass().getSimpleName();
  }
}

package io.fizzle.spark.instrument;

import java.util.ArrayList;
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

  /** Reads what was cached; may stand on an adaptive plan of its own. */
  private static final String CACHED = "InMemoryTableScanExec";

  /** What a query has run of itself: a leaf that keeps its plan, and no step of the query's own. */
  private static final String RUN = "QueryStageExec";

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
    Object planned = planned(query);
    int physicalDepth = -1;
    int physicalSize = -1;
    Partitions partitions = Partitions.UNKNOWN;
    if (planned != null) {
      Object plan = adaptedNow(planned);
      Descent<Object> physical = Descent.from(plan, PlanLineage::children);
      physicalDepth = physical.depth();
      physicalSize = physical.nodes().size();
      partitions =
          isUndecided(planned) || physical.nodes().stream().anyMatch(PlanLineage::isUndecided)
              ? new Partitions(-1, declared(plan))
              : new Partitions(partitions(query, plan, physical.nodes()), -1);
    }
    return new Lineage(
        name,
        Lineage.DATASET,
        dataset.columns().length,
        partitions.known(),
        partitions.initial(),
        -1,
        logical.depth(),
        logical.nodes().size(),
        physicalDepth,
        physicalSize,
        -1);
  }

  /** As in {@link Lineage}. */
  private record Partitions(int known, int initial) {
    static final Partitions UNKNOWN = new Partitions(-1, -1);
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
  private static @Nullable Object planned(Object query) {
    try {
      return Reflected.get(query, "executedPlan");
    } catch (ReflectiveOperationException notPlanned) {
      return null;
    }
  }

  private static Object adaptedNow(Object plan) throws ReflectiveOperationException {
    Object now = named(plan).equals(ADAPTIVE) ? Reflected.get(plan, "executedPlan") : plan;
    return named(now).endsWith(RUN) ? Reflected.get(now, "plan") : now;
  }

  /**
   * True for an adaptive plan that has not run to its end, and for the cache of one: its shuffles
   * merge and split partitions by what they turn out to hold.
   */
  private static boolean isUndecided(Object node) {
    try {
      if (named(node).equals(CACHED)) {
        Object cached = Reflected.get(Reflected.get(node, "relation"), "cachedPlan");
        return named(cached).equals(ADAPTIVE) && isUndecided(cached);
      }
      return named(node).equals(ADAPTIVE) && !((Boolean) Reflected.get(node, "isFinalPlan"));
    } catch (ReflectiveOperationException otherSpark) {
      return true;
    }
  }

  private static List<Object> children(Object node) {
    try {
      if (named(node).equals(ADAPTIVE)) {
        return List.of(Reflected.get(node, "executedPlan"));
      }
      List<Object> children = new ArrayList<>();
      for (Object child : Reflected.list(node, "children")) {
        children.add(named(child).endsWith(RUN) ? Reflected.get(child, "plan") : child);
      }
      return children;
    } catch (ReflectiveOperationException noTree) {
      return List.of();
    }
  }

  /** How many partitions the plan says that it gives; -1 where it does not say. */
  private static int declared(Object plan) throws ReflectiveOperationException {
    Object partitioning = Reflected.get(plan, "outputPartitioning");
    int declared = (Integer) Reflected.get(partitioning, "numPartitions");
    return declared > 0 ? declared : -1;
  }

  private static int partitions(Object query, Object plan, List<Object> nodes)
      throws ReflectiveOperationException {
    int declared = declared(plan);
    if (declared > 0) {
      return declared;
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

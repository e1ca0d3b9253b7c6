package io.fizzle.spark.instrument;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.spark.Dependency;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.rdd.RDD;

/** The lineage of an RDD. Lists files where Spark has not yet, and runs no job. */
final class RddLineage {
  /** So deep, Spark's own recursion over partitions is not trusted with one stack. */
  private static final int DEEP = 200;

  private RddLineage() {}

  static Lineage of(RDD<?> rdd, String name) {
    Set<Object> shuffles = Collections.newSetFromMap(new IdentityHashMap<>());
    Descent<RDD<?>> descent = Descent.from(rdd, at -> parents(at, shuffles));
    return new Lineage(
        name,
        Lineage.RDD,
        -1,
        partitions(rdd, descent),
        -1,
        shuffles.size() + 1,
        descent.depth(),
        descent.nodes().size(),
        -1,
        -1,
        -1);
  }

  private static List<RDD<?>> parents(RDD<?> rdd, Set<Object> shuffles) {
    List<RDD<?>> parents = new ArrayList<>();
    for (Object dependency : Reflected.listOrNone(rdd, "dependencies")) {
      if (dependency instanceof ShuffleDependency<?, ?, ?>) {
        shuffles.add(dependency);
      }
      parents.add(((Dependency<?>) dependency).rdd());
    }
    return parents;
  }

  /** Each RDD keeps its partitions once asked: asked from the data upwards, no call goes deep. */
  private static int partitions(RDD<?> rdd, Descent<RDD<?>> descent) {
    if (descent.depth() > DEEP) {
      descent.nodes().forEach(RDD::getNumPartitions);
    }
    return rdd.getNumPartitions();
  }
}

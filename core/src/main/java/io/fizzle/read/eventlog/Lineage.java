package io.fizzle.read.eventlog;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How deep the lineage of a stage's RDDs is, from its {@code RDD Info}.
 *
 * <p>Spark lists the stage's last RDD and all that it depends on without a shuffle ({@code
 * RDD.getNarrowAncestors}). A union of many has many RDDs and little depth, so the longest way
 * counts, not the number.
 */
final class Lineage {
  /** More RDDs than a plan of the longest event that is read holds. */
  private static final int MOST_RDDS = 65_536;

  private static final int MOST_PARENTS = 65_536;

  private final Map<Integer, int[]> parents = new HashMap<>();

  /** One RDD and those that it is made of. */
  void add(int rdd, int[] parentIds) {
    if (parents.size() < MOST_RDDS) {
      parents.put(rdd, parentIds);
    }
  }

  /** Reads an array of ids; another value is passed over. */
  static int[] ids(JsonCursor cursor) {
    int[] ids = new int[2];
    int count = 0;
    if (cursor.enterArray()) {
      while (cursor.nextElement()) {
        int id = cursor.integer(-1);
        if (count < MOST_PARENTS) {
          ids = count == ids.length ? Arrays.copyOf(ids, 2 * count) : ids;
          ids[count++] = id;
        }
      }
    }
    return Arrays.copyOf(ids, count);
  }

  /**
   * RDDs on the longest way, 0 where none was told. An RDD is made after those that it depends on,
   * so in the order of ids each comes after its parents.
   */
  int depth() {
    Map<Integer, Integer> depths = new HashMap<>();
    int deepest = 0;
    for (int id : parents.keySet().stream().sorted().toList()) {
      int depth = 1;
      for (int parent : parents.getOrDefault(id, new int[0])) {
        depth = Math.max(depth, 1 + depths.getOrDefault(parent, 0));
      }
      depths.put(id, depth);
      deepest = Math.max(deepest, depth);
    }
    return deepest;
  }
}

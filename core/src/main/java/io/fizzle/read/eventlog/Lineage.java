package io.fizzle.read.eventlog;

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

  /** Reads the array; another value is passed over. */
  void read(JsonCursor cursor) {
    if (!cursor.enterArray()) {
      return;
    }
    while (cursor.nextElement()) {
      if (cursor.enterObject()) {
        readRdd(cursor);
      } else {
        cursor.skip();
      }
    }
  }

  private void readRdd(JsonCursor cursor) {
    int id = -1;
    int[] parentIds = {};
    while (cursor.nextField()) {
      switch (cursor.field()) {
        case RDD_ID -> id = cursor.integer(-1);
        case PARENT_IDS -> parentIds = ids(cursor);
        default -> cursor.skip();
      }
    }
    if (parents.size() < MOST_RDDS) {
      parents.put(id, parentIds);
    }
  }

  private static int[] ids(JsonCursor cursor) {
    int[] ids = new int[2];
    int count = 0;
    if (cursor.enterArray()) {
      while (cursor.nextElement()) {
        int id = cursor.integer(-1);
        if (count < MOST_PARENTS) {
          ids = count == ids.length ? java.util.Arrays.copyOf(ids, 2 * count) : ids;
          ids[count++] = id;
        }
      }
    }
    return java.util.Arrays.copyOf(ids, count);
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

package io.fizzle.application;

import java.util.Arrays;

/**
 * When each running task was started: a hash table of plain numbers, since every task of a log
 * passes through it.
 */
final class StartTimes {
  static final long ABSENT = Long.MIN_VALUE;

  /** More tasks at once than any cluster runs: their ends are missing, and they are not kept. */
  private static final int MOST = 1 << 18;

  private static final long MIX = 0x9E3779B97F4A7C15L;

  private long[] ids = new long[64];
  private long[] times = new long[64];
  private int size;

  StartTimes() {
    Arrays.fill(times, ABSENT);
  }

  int size() {
    return size;
  }

  /** A task starts; one of the same id is forgotten. */
  void put(long id, long millis) {
    if (size >= MOST || millis == ABSENT) {
      return;
    }
    if (2 * (size + 1) > ids.length) {
      grow();
    }
    int slot = slot(id);
    size += times[slot] == ABSENT ? 1 : 0;
    ids[slot] = id;
    times[slot] = millis;
  }

  /** A task ends; its start, or {@link #ABSENT}. */
  long remove(long id) {
    int slot = slot(id);
    long start = times[slot];
    if (start == ABSENT) {
      return ABSENT;
    }
    size--;
    int mask = ids.length - 1;
    int hole = slot;
    for (int at = hole + 1 & mask; times[at] != ABSENT; at = at + 1 & mask) {
      // what would not be found any more from its own place moves into the hole
      if ((at - home(ids[at]) & mask) >= (at - hole & mask)) {
        ids[hole] = ids[at];
        times[hole] = times[at];
        hole = at;
      }
    }
    times[hole] = ABSENT;
    return start;
  }

  /** Where the id is, or the free place for it. */
  private int slot(long id) {
    int mask = ids.length - 1;
    int slot = home(id);
    while (times[slot] != ABSENT && ids[slot] != id) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private int home(long id) {
    return (int) (id * MIX >>> 40) & ids.length - 1;
  }

  private void grow() {
    long[] oldIds = ids;
    long[] oldTimes = times;
    ids = new long[2 * oldIds.length];
    times = new long[ids.length];
    Arrays.fill(times, ABSENT);
    for (int i = 0; i < oldIds.length; i++) {
      if (oldTimes[i] != ABSENT) {
        int slot = slot(oldIds[i]);
        ids[slot] = oldIds[i];
        times[slot] = oldTimes[i];
      }
    }
  }
}

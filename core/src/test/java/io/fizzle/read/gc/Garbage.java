package io.fizzle.read.gc;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;

/** A program that makes garbage and then says how often its JVM says that it collected. */
final class Garbage {
  private static final int CHUNK = 1 << 16;
  private static final int LIVE_CHUNKS = 200;
  private static final int ALL_CHUNKS = 6_000;
  private static final int HUMONGOUS = 3 << 20;

  private Garbage() {}

  public static void main(String[] arguments) {
    Deque<byte[]> live = new ArrayDeque<>();
    long sum = 0;
    for (int i = 0; i < ALL_CHUNKS; i++) {
      live.addLast(new byte[CHUNK]);
      if (live.size() > LIVE_CHUNKS) {
        sum += live.removeFirst().length;
      }
      if (i % 1_000 == 0) {
        sum += new byte[HUMONGOUS].length;
      }
      if (i % 2_500 == 1) {
        System.gc();
      }
    }
    // Empties the young generation, so that counting and printing bring about no other collection.
    System.gc();
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      System.out.println(bean.getName() + "=" + bean.getCollectionCount());
    }
    System.out.println("allocated=" + sum);
  }
}

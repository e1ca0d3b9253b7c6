package io.fizzle.spark.recorder;

import io.fizzle.signal.Vital;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.util.List;

/** What the JVM tells of its own memory and threads. */
final class HeapProbe implements Probe {
  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final List<BufferPoolMXBean> buffers =
      ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class);
  private final List<MemoryPoolMXBean> metaspace =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getName().equals("Metaspace"))
          .toList();

  @Override
  public void measure(Sample sample) {
    MemoryUsage heap = memory.getHeapMemoryUsage();
    sample.put(Vital.HEAP_USED, heap.getUsed());
    sample.put(Vital.HEAP_COMMITTED, heap.getCommitted());
    sample.put(Vital.HEAP_MAX, heap.getMax());
    for (BufferPoolMXBean pool : buffers) {
      if (pool.getName().equals("direct")) {
        sample.put(Vital.DIRECT_USED, pool.getMemoryUsed());
      } else if (pool.getName().equals("mapped")) {
        sample.put(Vital.MAPPED_USED, pool.getMemoryUsed());
      }
    }
    metaspace.forEach(pool -> sample.put(Vital.METASPACE_USED, pool.getUsage().getUsed()));
    sample.put(Vital.THREADS, threads.getThreadCount());
  }
}

package io.fizzle.spark.recorder;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Pauses and what they left in the heap.
 *
 * <p>Sums and the last collection are asked of the collectors' beans, which the JVM keeps up while
 * it collects. Notifications come on a thread that starves when the JVM does nothing but collect
 * (seconds late in a real stall), so they only add the longest pause between two samples.
 *
 * <p>The beans of ZGC, Shenandoah and (since JDK 20) G1 count whole concurrent cycles apart from
 * pauses ({@code ZGC Cycles}, {@code Shenandoah Cycles}, {@code G1 Concurrent GC}): a cycle's
 * duration stops nobody and is left out.
 */
final class GcProbe implements Probe, NotificationListener {
  private static final Set<String> HEAP_POOLS =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(pool -> pool.getName())
          .collect(Collectors.toUnmodifiableSet());

  /** Collections of the whole heap: the beans of HotSpot's collectors for the old generation. */
  private static final Set<String> FULL =
      Set.of("MarkSweepCompact", "PS MarkSweep", "G1 Old Generation", "ConcurrentMarkSweep");

  private final List<GarbageCollectorMXBean> beans =
      ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class);
  private final AtomicLong longest = new AtomicLong();
  private volatile long lastEnd;
  private volatile long afterGc = VitalSigns.UNKNOWN;
  private volatile long oldAfterGc = VitalSigns.UNKNOWN;

  GcProbe() {
    for (GarbageCollectorMXBean bean : beans) {
      if (isPause(bean.getName()) && bean instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(this, null, null);
      }
    }
  }

  private static boolean isPause(String bean) {
    return !bean.contains("Cycles") && !bean.contains("Concurrent GC");
  }

  @Override
  public void handleNotification(Notification notification, Object handback) {
    if (notification
        .getType()
        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      GcInfo gc =
          GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
              .getGcInfo();
      longest.accumulateAndGet(gc.getDuration(), Math::max);
    }
  }

  @Override
  public void measure(Sample sample) {
    long paused = 0;
    long count = 0;
    long full = 0;
    for (GarbageCollectorMXBean bean : beans) {
      String name = bean.getName();
      if (isPause(name)) {
        paused += Math.max(0, bean.getCollectionTime());
      }
      count += Math.max(0, bean.getCollectionCount());
      full += FULL.contains(name) ? Math.max(0, bean.getCollectionCount()) : 0;
      GcInfo last = bean.getLastGcInfo();
      if (last != null && last.getEndTime() > lastEnd) {
        look(last, isPause(name));
      }
    }
    sample.put(Vital.GC_PAUSED, paused);
    sample.put(Vital.GC_COUNT, count);
    sample.put(Vital.GC_FULL_COUNT, full);
    sample.put(Vital.GC_LONGEST, longest.getAndSet(0));
    sample.put(Vital.HEAP_AFTER_GC, afterGc);
    sample.put(Vital.OLD_AFTER_GC, oldAfterGc);
  }

  /** A collection since the last sample. */
  private void look(GcInfo gc, boolean pause) {
    lastEnd = gc.getEndTime();
    if (pause) {
      longest.accumulateAndGet(gc.getDuration(), Math::max);
    }
    long used = 0;
    for (Map.Entry<String, MemoryUsage> pool : gc.getMemoryUsageAfterGc().entrySet()) {
      if (!HEAP_POOLS.contains(pool.getKey())) {
        continue;
      }
      used += pool.getValue().getUsed();
      if (pool.getKey().contains("Old") || pool.getKey().contains("Tenured")) {
        oldAfterGc = pool.getValue().getUsed();
      }
    }
    if (used > 0) {
      afterGc = used;
    }
  }

  @Override
  public void close() {
    for (GarbageCollectorMXBean bean : beans) {
      if (isPause(bean.getName()) && bean instanceof NotificationEmitter emitter) {
        try {
          emitter.removeNotificationListener(this);
        } catch (ListenerNotFoundException neverAdded) {
          // closed before
        }
      }
    }
  }
}

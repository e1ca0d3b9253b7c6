package io.fizzle.spark.recorder;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Locale;
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
 * Pauses and what they left in the heap, from the collectors' own notifications.
 *
 * <p>The beans of ZGC, Shenandoah and (since JDK 20) G1 count whole concurrent cycles apart from
 * pauses ({@code ZGC Cycles}, {@code Shenandoah Cycles}, {@code G1 Concurrent GC}): a cycle's
 * duration stops nobody and is left out.
 */
final class GcProbe implements Probe, NotificationListener, AutoCloseable {
  private static final Set<String> HEAP_POOLS =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(pool -> pool.getName())
          .collect(Collectors.toUnmodifiableSet());

  private final AtomicLong pausedMillis = new AtomicLong();
  private final AtomicLong collections = new AtomicLong();
  private final AtomicLong full = new AtomicLong();
  private final AtomicLong longest = new AtomicLong();
  private final AtomicLong afterGc = new AtomicLong(VitalSigns.UNKNOWN);
  private final AtomicLong oldAfterGc = new AtomicLong(VitalSigns.UNKNOWN);

  GcProbe() {
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (bean.getCollectionTime() > 0 && isPause(bean.getName())) {
        // what happened before the recorder was there
        pausedMillis.addAndGet(bean.getCollectionTime());
        collections.addAndGet(bean.getCollectionCount());
      }
      if (bean instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(this, null, bean.getName());
      }
    }
  }

  private static boolean isPause(String bean) {
    return !bean.contains("Cycles") && !bean.contains("Concurrent");
  }

  @Override
  public void handleNotification(Notification notification, Object handback) {
    if (!notification
        .getType()
        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      return;
    }
    GarbageCollectionNotificationInfo info =
        GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
    GcInfo gc = info.getGcInfo();
    if (isPause(info.getGcName())) {
      pausedMillis.addAndGet(gc.getDuration());
      longest.accumulateAndGet(gc.getDuration(), Math::max);
    }
    collections.incrementAndGet();
    boolean major = info.getGcAction().toLowerCase(Locale.ROOT).contains("major");
    if (major && isPause(info.getGcName())) {
      full.incrementAndGet();
    }
    heapAfter(gc.getMemoryUsageAfterGc());
  }

  private void heapAfter(Map<String, MemoryUsage> pools) {
    long used = 0;
    for (Map.Entry<String, MemoryUsage> pool : pools.entrySet()) {
      if (!HEAP_POOLS.contains(pool.getKey())) {
        continue;
      }
      used += pool.getValue().getUsed();
      if (pool.getKey().contains("Old") || pool.getKey().contains("Tenured")) {
        oldAfterGc.set(pool.getValue().getUsed());
      }
    }
    if (used > 0) {
      afterGc.set(used);
    }
  }

  @Override
  public void measure(Sample sample) {
    sample.put(Vital.GC_PAUSED, pausedMillis.get());
    sample.put(Vital.GC_COUNT, collections.get());
    sample.put(Vital.GC_FULL_COUNT, full.get());
    sample.put(Vital.GC_LONGEST, longest.getAndSet(0));
    sample.put(Vital.HEAP_AFTER_GC, afterGc.get());
    sample.put(Vital.OLD_AFTER_GC, oldAfterGc.get());
  }

  @Override
  public void close() {
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (bean instanceof NotificationEmitter emitter) {
        try {
          emitter.removeNotificationListener(this);
        } catch (ListenerNotFoundException neverAdded) {
          // the bean appeared after this probe
        }
      }
    }
  }
}

package io.fizzle.signal;

import java.util.Optional;

/**
 * One thing that the flight recorder measures of a running JVM, its container and its node.
 *
 * <p>The order of the constants is the order of the columns in a recording: new ones are added at
 * the end and none is ever taken out, so that recordings of other versions stay readable.
 */
public enum Vital {
  /** {@code MemoryMXBean.getHeapMemoryUsage().used}: what lives and what is garbage. */
  HEAP_USED("heap_used", Unit.BYTES),
  HEAP_COMMITTED("heap_committed", Unit.BYTES),
  /** {@code -Xmx}, as the JVM sees it. */
  HEAP_MAX("heap_max", Unit.BYTES),
  /** In use right after the last collection of any kind ({@code getCollectionUsage}, all pools). */
  HEAP_AFTER_GC("heap_after_gc", Unit.BYTES),
  /** In use in the old generation after the collection that last looked at it. */
  OLD_AFTER_GC("old_after_gc", Unit.BYTES),
  /**
   * Sum of the pauses since the JVM began ({@code getCollectionTime}, concurrent cycles left out).
   */
  GC_PAUSED("gc_paused", Unit.CUMULATIVE_MILLIS),
  GC_COUNT("gc_count", Unit.CUMULATIVE_COUNT),
  /** Collections of the whole heap or of the old generation. */
  GC_FULL_COUNT("gc_full_count", Unit.CUMULATIVE_COUNT),
  /** The longest pause that ended since the sample before. */
  GC_LONGEST("gc_longest", Unit.MILLIS),
  /** Direct byte buffers ({@code BufferPoolMXBean direct}). */
  DIRECT_USED("direct_used", Unit.BYTES),
  MAPPED_USED("mapped_used", Unit.BYTES),
  METASPACE_USED("metaspace_used", Unit.BYTES),
  THREADS("threads", Unit.COUNT),
  /** Resident set of the JVM itself ({@code VmRSS} of {@code /proc/self/status}). */
  RESIDENT_JVM("resident_jvm", Unit.BYTES),
  /** Resident sets of all its descendants, Python workers above all. */
  RESIDENT_CHILDREN("resident_children", Unit.BYTES),
  CHILDREN("children", Unit.COUNT),
  /** Memory charged to the container's cgroup, page cache included. */
  CGROUP_USED("cgroup_used", Unit.BYTES),
  CGROUP_LIMIT("cgroup_limit", Unit.BYTES),
  /**
   * {@code file} less {@code shmem} of {@code memory.stat}: page cache, which the kernel takes back
   * first.
   */
  CGROUP_CACHE("cgroup_cache", Unit.BYTES),
  CGROUP_OOM("cgroup_oom", Unit.CUMULATIVE_COUNT),
  CGROUP_OOM_KILLS("cgroup_oom_kills", Unit.CUMULATIVE_COUNT),
  /** {@code some total} of {@code cpu.pressure}: time in which a runnable task waited. */
  PRESSURE_CPU("pressure_cpu", Unit.CUMULATIVE_MILLIS),
  /** {@code full total} of {@code memory.pressure}: time in which all tasks waited for memory. */
  PRESSURE_MEMORY("pressure_memory", Unit.CUMULATIVE_MILLIS),
  /** {@code full total} of {@code io.pressure}. */
  PRESSURE_IO("pressure_io", Unit.CUMULATIVE_MILLIS),
  /** {@code throttled_usec} of {@code cpu.stat}. */
  CPU_THROTTLED("cpu_throttled", Unit.CUMULATIVE_MILLIS),
  /** CPU time of the JVM. */
  CPU_USED("cpu_used", Unit.CUMULATIVE_MILLIS),
  OPEN_FILES("open_files", Unit.COUNT),
  OPEN_FILES_LIMIT("open_files_limit", Unit.COUNT),
  /** The least free space of all {@code spark.local.dir}. */
  LOCAL_DIR_FREE("local_dir_free", Unit.BYTES),
  RUNNING_TASKS("running_tasks", Unit.COUNT),
  /** Execution memory held by the running tasks, on heap and off heap. */
  EXECUTION_MEMORY("execution_memory", Unit.BYTES),
  /** {@code MemAvailable} of {@code /proc/meminfo}: the node's, not the container's. */
  NODE_AVAILABLE("node_available", Unit.BYTES),
  NODE_TOTAL("node_total", Unit.BYTES),
  /** How much later than planned the sampler woke: the process stood still, or had no CPU. */
  SAMPLER_LATE("sampler_late", Unit.MILLIS);

  /** What a value counts. */
  public enum Unit {
    BYTES,
    MILLIS,
    COUNT,
    /** Grows from the JVM's start on; two samples tell what happened between them. */
    CUMULATIVE_MILLIS,
    CUMULATIVE_COUNT;

    public boolean isCumulative() {
      return this == CUMULATIVE_MILLIS || this == CUMULATIVE_COUNT;
    }
  }

  private final String label;
  private final Unit unit;

  Vital(String label, Unit unit) {
    this.label = label;
    this.unit = unit;
  }

  /** Its name in metrics and events, in snake case. */
  public String label() {
    return label;
  }

  public Unit unit() {
    return unit;
  }

  /** The vital with this name; empty where this version knows none. */
  public static Optional<Vital> named(String label) {
    for (Vital vital : values()) {
      if (vital.label.equals(label)) {
        return Optional.of(vital);
      }
    }
    return Optional.empty();
  }
}

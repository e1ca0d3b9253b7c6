package io.fizzle.learning;

import java.util.Map;
import java.util.Set;

/** What the labels of published failures stand for. */
public final class PublishedLabels {
  /** Labels of published failures against the catalogue's ids. */
  private static final Map<String, Set<String>> IDS_BY_LABEL =
      Map.ofEntries(
          Map.entry("pure_oom_heap", Set.of("heap-oom")),
          Map.entry("mixed_gc_oom", Set.of("gc-overhead-oom")),
          Map.entry("pure_gc", Set.of("gc-stall")),
          Map.entry("container_oom", Set.of("container-oom")),
          Map.entry("node_memory", Set.of("node-oom")),
          Map.entry("native_offheap_oom", Set.of("direct-memory-oom", "container-oom")),
          Map.entry("heartbeat_network", Set.of("heartbeat-lost", "network-failure")),
          Map.entry("node_loss", Set.of("node-lost", "bad-node")),
          Map.entry("eviction_disk", Set.of("evicted", "disk-full")),
          Map.entry("storage_quota", Set.of("evicted", "disk-full")),
          Map.entry("disk_full", Set.of("disk-full")),
          Map.entry(
              "fetch_failure",
              Set.of("shuffle-data-lost", "shuffle-timeout", "shuffle-service-down")),
          Map.entry("driver_oom", Set.of("driver-heap-oom")),
          Map.entry("driver_result_size", Set.of("driver-result-size")),
          Map.entry(
              "large_task", Set.of("large-task", "large-task-binary", "rpc-message-too-large")),
          Map.entry("broadcast", Set.of("broadcast-too-large", "broadcast-timeout")),
          Map.entry("python_worker", Set.of("python-worker-oom", "user-exception")),
          Map.entry("native_crash", Set.of("native-crash")),
          Map.entry("image", Set.of("image-pull")),
          Map.entry("resources_starved", Set.of("unschedulable")),
          Map.entry("os_limits", Set.of("thread-exhaustion")),
          Map.entry("kryo_buffer", Set.of("kryo-buffer-overflow")),
          Map.entry("preemption", Set.of("preempted")),
          Map.entry("decommission", Set.of("decommissioned")),
          Map.entry(
              "benign", Set.of("healthy", "idle-released", "decommissioned", "user-cancelled")),
          Map.entry("user_code", Set.of("user-exception")));

  private PublishedLabels() {}

  /** Ids that a label stands for; empty where it stands for none. */
  public static Set<String> causes(String label) {
    return IDS_BY_LABEL.getOrDefault(label, Set.of());
  }

  /** Whether the authors knew the cause, and did not only suppose it. */
  public static boolean isCertain(String confidence) {
    return confidence.equals("confirmed") || confidence.equals("stated");
  }
}

package io.fizzle.read.message;

import io.fizzle.signal.RemovalReason.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The wordings of executor removals, by who says them.
 *
 * <p>Sources: {@code HeartbeatReceiver}, {@code CoarseGrainedSchedulerBackend}, {@code
 * ExecutorLossReason}, {@code ExecutorRunner}, {@code Master} of Spark 1.6 to 4.2; {@code
 * YarnAllocator} of the same and {@code ContainersMonitorImpl}, {@code ContainerExitStatus} of
 * Hadoop 2.7 to 3.4; {@code ExecutorPodsLifecycleManager}, {@code ExecutorPodsAllocator} since
 * Spark 2.3 with the kubelet's reasons.
 */
final class RemovalRules {
  private static final List<RemovalRule> SPARK =
      List.of(
          RemovalRule.of(Kind.HEARTBEAT_TIMEOUT, "Executor heartbeat timed out after"),
          RemovalRule.of(Kind.HEARTBEAT_TIMEOUT, "with no recent heartbeats"),
          RemovalRule.of(Kind.DISASSOCIATED, "client disassociated"),
          RemovalRule.of(
              Kind.DRIVER_SHUTDOWN,
              "disassociated! Shutting down",
              "Shutdown hooks cannot be modified during shutdown",
              "Shutdown in progress",
              "SparkContext was shut down"),
          RemovalRule.of(Kind.KILLED_BY_DRIVER, "killed by driver"),
          RemovalRule.of(
              Kind.DECOMMISSIONED,
              "Executor decommission",
              "Finished decommissioning",
              "orker decommissioned",
              "is decommissioned"),
          RemovalRule.of(Kind.EXITED, "exited with code ", "Unknown executor exit code (")
              .pattern("(?:exited with code |Unknown executor exit code \\()-?\\d"),
          RemovalRule.of(Kind.EXITED, "nable to send heartbeats to driver"),
          RemovalRule.of(
              Kind.START_FAILED,
              "Unable to create executor due to",
              "Cannot register with driver",
              "registration failed",
              "command but executor was null",
              "Error running executor"),
          RemovalRule.of(
              Kind.WORKER_LOST, "worker lost", "Worker shutting down", "got disassociated"),
          RemovalRule.of(Kind.WORKER_LOST, "Not receiving heartbeat for "));

  private static final List<RemovalRule> YARN =
      List.of(
          RemovalRule.of(
              Kind.VIRTUAL_MEMORY_EXCEEDED,
              "exceeding virtual memory limits",
              "beyond virtual memory limits",
              "beyond the 'VIRTUAL' memory limit"),
          // Spark's own words, which name the limit behind the sizes
          RemovalRule.of(Kind.VIRTUAL_MEMORY_EXCEEDED, " virtual memory used")
              .pattern(
                  "exceeding memory limits\\. [\\d.]{1,20} ?[KMGTP]?i?B of [\\d.]{1,20}"
                      + " ?[KMGTP]?i?B virtual memory used"),
          RemovalRule.of(
              Kind.PHYSICAL_MEMORY_EXCEEDED,
              "exceeding physical memory limits",
              "beyond physical memory limits",
              "beyond the 'PHYSICAL' memory limit",
              "exceeding memory limits"),
          status(Kind.VIRTUAL_MEMORY_EXCEEDED, "-103"),
          status(Kind.PHYSICAL_MEMORY_EXCEEDED, "-104"),
          RemovalRule.of(Kind.PREEMPTED, " was preempted", "Container preempted by scheduler"),
          status(Kind.PREEMPTED, "-10[28]"),
          RemovalRule.of(
              Kind.KILLED_BY_DRIVER,
              "exited from explicit termination request",
              "Container released by application"),
          status(Kind.KILLED_BY_DRIVER, "-105"),
          RemovalRule.of(Kind.NODE_LOST, "Container released on a *lost* node"),
          status(Kind.NODE_LOST, "-100"),
          RemovalRule.of(Kind.DISKS_FAILED, "local-dirs are bad", "disks failed", "Disk(s) failed"),
          status(Kind.DISKS_FAILED, "-101"),
          status(Kind.DRIVER_SHUTDOWN, "-107"),
          status(Kind.START_FAILED, "-1000"),
          status(Kind.EXITED, "(?:\\d{1,3}|-109)"),
          status(Kind.ENDED_BY_MANAGER, "-106"),
          RemovalRule.of(Kind.ENDED_BY_MANAGER, "because of a YARN event"),
          RemovalRule.of(Kind.EXITED, "non-zero exit code ", "Exit code is ")
              .pattern("(?:non-zero exit code|Exit code is) \\d"));

  private static final List<RemovalRule> KUBERNETES =
      List.of(
          RemovalRule.of(Kind.OOM_KILLED, "OOMKilled")
              .pattern("[Rr]eason[:=]\\s{0,40}\"?OOMKilled|^OOMKilled"),
          RemovalRule.of(Kind.EVICTED, "brief reason: Evicted", "TaintManagerEviction")
              .pattern("brief reason: Evicted|TaintManagerEviction"),
          RemovalRule.of(
              Kind.EVICTED,
              "The node was low on resource",
              "The node had condition",
              "Usage of EmptyDir volume",
              "local ephemeral storage usage exceeds",
              "ephemeral local storage usage exceeds",
              "exceeded its local ephemeral storage limit",
              "Taint manager: deleting due to"),
          RemovalRule.of(Kind.PROBE_FAILED, "failed liveness probe", "failed startup probe"),
          RemovalRule.of(Kind.PREEMPTED, "brief reason: Preempt", "Preempted in order to admit"),
          RemovalRule.of(Kind.PREEMPTED, "PreemptionByScheduler", "preempting to accommodate"),
          RemovalRule.of(
              Kind.NODE_LOST,
              "brief reason: NodeLost",
              "brief reason: NodeShutdown",
              "brief reason: Shutdown",
              "imminent node shutdown",
              "Pod was terminated in response to"),
          RemovalRule.of(
              Kind.START_FAILED,
              "were not detected in the Kubernetes cluster after",
              "was not detected in the Kubernetes cluster after",
              "ImagePullBackOff",
              "ErrImagePull",
              "CreateContainerConfigError",
              "ContainerCannotRun",
              "StartError",
              "Pod Node didn't have enough resource"),
          RemovalRule.of(Kind.EXITED, "exited with exit code ")
              .pattern("exited with exit code -?\\d"),
          RemovalRule.of(Kind.POD_DELETED, "was deleted by a user or the framework"),
          RemovalRule.of(Kind.POD_MISSING, "was not found in the cluster"));

  /** Most specific first; of equals the one listed first. */
  static final List<RemovalRule> SORTED =
      Stream.of(SPARK, YARN, KUBERNETES)
          .flatMap(List::stream)
          .sorted(Comparator.comparingInt((RemovalRule rule) -> -rule.kind().specificity()))
          .toList();

  private RemovalRules() {}

  private static RemovalRule status(Kind kind, String statuses) {
    return RemovalRule.of(kind, "xit status: ", "exitCode: ")
        .pattern("(?:[Ee]xit status|exitCode): " + statuses + "(?!\\d)");
  }
}

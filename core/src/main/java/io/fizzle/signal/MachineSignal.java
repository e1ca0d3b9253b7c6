package io.fizzle.signal;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Facts about what the kernel, the container runtime, the node or the cluster manager did. */
public sealed interface MachineSignal extends Signal {

  /**
   * The kernel's oom-killer ended a process.
   *
   * @param cgroup true where a memory cgroup's limit was hit, false where the whole node ran out
   * @param cgroupPath the task's memory cgroup, null where not told
   * @param rssBytes anonymous plus file pages of the victim, 0 where not told
   * @param limitBytes of the memory cgroup that ran out, 0 where not told
   */
  record KernelOomKill(
      Evidence evidence,
      long pid,
      String process,
      boolean cgroup,
      @Nullable String cgroupPath,
      long rssBytes,
      long limitBytes)
      implements MachineSignal {
    /** A kill that tells no limit. */
    public KernelOomKill(
        Evidence evidence,
        long pid,
        String process,
        boolean cgroup,
        @Nullable String cgroupPath,
        long rssBytes) {
      this(evidence, pid, process, cgroup, cgroupPath, rssBytes, 0);
    }
  }

  /**
   * A memory cgroup's own accounts, in bytes; -1 where not told.
   *
   * @param oomKills count of {@code oom_kill} in {@code memory.events}: processes of it that any
   *     oom-killer ended
   * @param ooms how often an allocation failed at its own limit ({@code oom} of v2, {@code failcnt}
   *     of v1): 0 with kills means that another limit was met, its pod's or the machine's
   */
  record CgroupMemory(
      Evidence evidence, Owner owner, long limit, long peak, long oomKills, long ooms)
      implements MachineSignal {
    /** An account that does not tell whose limit was met. */
    public CgroupMemory(Evidence evidence, Owner owner, long limit, long peak, long oomKills) {
      this(evidence, owner, limit, peak, oomKills, -1);
    }

    /** True where a process of it was killed, and nothing says that another limit was met. */
    public boolean killedAtItsLimit() {
      return oomKills > 0 && ooms != 0;
    }

    /** The same account with what another file of the same cgroup tells. */
    public CgroupMemory with(CgroupMemory other) {
      boolean citesOther = oomKills <= 0 && (other.oomKills > 0 || limit < 0 && other.limit >= 0);
      return new CgroupMemory(
          citesOther ? other.evidence : evidence,
          owner,
          Math.max(limit, other.limit),
          Math.max(peak, other.peak),
          Math.max(oomKills, other.oomKills),
          Math.max(ooms, other.ooms));
    }
  }

  /**
   * What a cgroup had to wait for since it was made, by its own counters; -1 where not told. They
   * do not say when.
   *
   * @param periods of the CPU quota in which it ran ({@code nr_periods})
   * @param throttledPeriods of these, those in which the quota was used up ({@code nr_throttled})
   * @param throttledMillis the time that its threads were held back, in sum
   * @param memoryStalledMillis the time in which all of its threads waited for memory ({@code
   *     memory.pressure}, {@code full})
   */
  record CgroupWaits(
      Evidence evidence,
      Owner owner,
      long periods,
      long throttledPeriods,
      long throttledMillis,
      long memoryStalledMillis)
      implements MachineSignal {}

  /**
   * A container exceeded its memory limit and was killed (YARN node manager or allocator, prose
   * lines).
   *
   * @param executorId empty where the line names only the container
   * @param container container id, empty where not told
   * @param virtual true where the virtual, not the physical, limit was exceeded
   */
  record ContainerOverLimit(
      Evidence evidence,
      String executorId,
      String container,
      long usedBytes,
      long limitBytes,
      boolean virtual)
      implements MachineSignal {}

  /**
   * YARN's resource manager tells how the container of an application master ended ({@code
   * RMAppAttemptImpl}). In cluster mode the driver runs in it, in client mode it is a process of
   * its own.
   */
  record MasterEnded(Evidence evidence, RemovalReason reason) implements MachineSignal {}

  /** A container ended (YARN, or a pod's container), not tied to an executor by its own text. */
  record ContainerExited(
      Evidence evidence,
      String container,
      Owner owner,
      int exitStatus,
      @Nullable String terminationReason,
      String diagnostics)
      implements MachineSignal {}

  /** A node or worker was lost, drained or declared bad by the cluster manager. */
  record NodeLost(Evidence evidence, String node, String detail) implements MachineSignal {}

  /**
   * A node is taken away while its pods run.
   *
   * @param reclaimed true where the cloud takes a spot machine back for others, false where an
   *     autoscaler or a drain shrinks the cluster
   */
  record NodeTaken(Evidence evidence, String node, boolean reclaimed, String detail)
      implements MachineSignal {}

  /**
   * A pod or container waits: {@code ImagePullBackOff}, {@code Pending}, {@code ACCEPTED}, ...
   *
   * @param subject what waits, as far as told: {@code executor 3}, {@code driver}, a pod, an
   *     application
   * @param reason the manager's words
   * @param hindrance what it waits for, as these words tell
   */
  record Waiting(Evidence evidence, String subject, String reason, Hindrance hindrance)
      implements MachineSignal {}

  /** What keeps a pod or an application from running. */
  enum Hindrance {
    /** Its image cannot be pulled or does not have a valid name. */
    IMAGE,
    /** No node or queue takes it. */
    RESOURCES,
    /** A secret, a config map or a value that its description names does not exist or is wrong. */
    CONFIGURATION,
    /** A volume is not attached or mounted. */
    VOLUME,
    /** The node could not make its network or its sandbox. */
    SANDBOX,
    /** The runtime could not start its command. */
    COMMAND,
    /** The words do not tell. */
    UNKNOWN
  }

  /**
   * What a pod is and where it runs.
   *
   * @param pod its name
   * @param node empty where none took it
   * @param phase {@code Pending}, {@code Running}, {@code Succeeded}, {@code Failed}; empty where
   *     not told
   * @param image of the Spark container, empty where not told
   * @param memoryLimit of the Spark container in bytes, 0 where not told
   * @param memoryRequest of the Spark container in bytes, 0 where not told
   * @param ids of the pod and its Spark container, which the node's cgroups are named after
   * @param controller what made it, as {@code KIND/NAME}; empty where nothing did, or nothing tells
   */
  record PodDescribed(
      Evidence evidence,
      Owner owner,
      String pod,
      String node,
      String phase,
      String image,
      long memoryLimit,
      long memoryRequest,
      Set<String> ids,
      String controller)
      implements MachineSignal {
    /** Kinds of workloads; Spark makes pods of its own, and operators own them by other kinds. */
    private static final Set<String> WORKLOADS =
        Set.of("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job", "CronJob");

    public PodDescribed {
      ids = Set.copyOf(ids);
    }

    /** A pod of which nothing tells who made it. */
    public PodDescribed(
        Evidence evidence,
        Owner owner,
        String pod,
        String node,
        String phase,
        String image,
        long memoryLimit,
        long memoryRequest,
        Set<String> ids) {
      this(evidence, owner, pod, node, phase, image, memoryLimit, memoryRequest, ids, "");
    }

    /**
     * True where a workload of the cluster describes the pod, and not Spark: its memory is what
     * that description says, whatever Spark's keys are.
     */
    public boolean isOfWorkload() {
      return WORKLOADS.contains(controller.substring(0, Math.max(0, controller.indexOf('/'))));
    }
  }

  /** Something other than its own processes ended a pod: its node, the scheduler, a drain. */
  record PodEnded(Evidence evidence, Owner owner, RemovalReason reason) implements MachineSignal {}

  /**
   * A node was short of something when it was asked.
   *
   * @param resource {@code memory}, {@code disk} or {@code process ids}
   */
  record NodePressed(Evidence evidence, String node, String resource) implements MachineSignal {}
}

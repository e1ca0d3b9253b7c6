package io.fizzle.signal;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import org.jspecify.annotations.Nullable;

/** Facts about what the kernel, the container runtime, the node or the cluster manager did. */
public sealed interface MachineSignal extends Signal {

  /**
   * The kernel's oom-killer ended a process.
   *
   * @param cgroup true where a memory cgroup's limit was hit, false where the whole node ran out
   * @param cgroupPath the task's memory cgroup, null where not told
   * @param rssBytes anonymous plus file pages of the victim, 0 where not told
   */
  record KernelOomKill(
      Evidence evidence,
      long pid,
      String process,
      boolean cgroup,
      @Nullable String cgroupPath,
      long rssBytes)
      implements MachineSignal {}

  /**
   * A memory cgroup's own accounts, in bytes; -1 where not told.
   *
   * @param oomKills count of {@code oom_kill} in {@code memory.events}
   */
  record CgroupMemory(Evidence evidence, Owner owner, long limit, long peak, long oomKills)
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

  /** A pod or container waits: {@code ImagePullBackOff}, {@code Pending}, {@code ACCEPTED}, ... */
  record Waiting(Evidence evidence, String subject, String reason) implements MachineSignal {}
}

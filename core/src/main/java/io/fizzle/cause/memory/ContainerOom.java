package io.fizzle.cause.memory;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.LastVitals;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Missing;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.cause.Signs;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.DriverLost;
import io.fizzle.incident.Incident.MasterLost;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.remedy.ContainerRemedies;
import io.fizzle.remedy.ContainerUse;
import io.fizzle.remedy.MasterRemedies;
import io.fizzle.remedy.PodRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.MachineSignal;
import io.fizzle.signal.RemovalReason;
import java.util.List;
import java.util.Optional;

/** The process outgrew its container and was killed from outside; the heap never complained. */
public final class ContainerOom extends Cause {
  private static final int SIGKILL = 137;
  private static final int SIGTERM = 143;

  public ContainerOom() {
    super(
        "container-oom",
        "Container memory limit exceeded",
        "was killed for exceeding its container's memory limit",
        Answer.CONTAINER_OOM);
  }

  @Override
  public Page page() {
    return new Page(
            "Everything in the container counts: heap, direct buffers, metaspace, thread stacks,"
                + " Python workers, native libraries. Together they outgrew the limit, and YARN's"
                + " NodeManager or the kernel killed the process. The heap itself need not have"
                + " been full.",
            "YARN's `X of Y physical memory used` or exit status -104, Kubernetes' reason"
                + " `OOMKilled`, the kernel's `Memory cgroup out of memory`, or an `oom_kill` above"
                + " 0 in the cgroup's `memory.events`.",
            "Exit code 137 alone is any SIGKILL (`killed-externally`). With an `OutOfMemoryError`"
                + " before the kill, the heap was exhausted first (`heap-oom`).",
            "Raising the heap inside the same container: it makes the kill likelier. Switching"
                + " YARN's check off: it moves the failure to the whole node.")
        .looksLike(
            "The executor is gone without a last word in its log; the driver reports exit"
                + " code 137 or `Container killed by YARN for exceeding memory limits`.")
        .fixedBy(
            "Room outside the heap: `spark.executor.memoryOverhead` since 2.3"
                + " (`spark.yarn.executor.memoryOverhead` before),"
                + " `spark.executor.memoryOverheadFactor` since 3.3. For Python"
                + " `spark.executor.pyspark.memory` since 2.4, which is added to the container."
                + " For the driver in cluster mode `spark.driver.memoryOverhead`, or"
                + " `spark.driver.memory` where its heap is what grew. YARN's virtual limit"
                + " counts addresses, not memory: the administrator sets"
                + " `yarn.nodemanager.vmem-check-enabled` to false or raises"
                + " `yarn.nodemanager.vmem-pmem-ratio`. Kubernetes: request and limit are the"
                + " same sum, so the same keys.")
        .refutedBy(
            "YARN and the kernel count the memory of all processes of the container "
                + "(`ContainersMonitorImpl`; cgroup v2, `memory.max`), of which the heap is a "
                + "part.");
  }

  @Override
  protected void weighLoss(ProcessLost lost, Application application, Scale scale) {
    if (!lost.life().facts().has(MachineSignal.KernelOomKill.class) || hasCgroupKill(lost)) {
      weighProof(lost, scale);
    }
    weighOtherProcess(lost, scale);
    Integer code = lost.ledger().exitCode();
    Evidence evidence = lost.ledger().exitEvidence();
    boolean ended = lost.life().facts().has(MachineSignal.PodEnded.class);
    if (code == null || evidence == null || scale.weigh().isSupported()) {
      return;
    }
    if (code == SIGTERM && Signs.anyError(lost).isEmpty() && Signs.isYarnExit(lost)) {
      scale
          .supports(
              Strength.HINT,
              evidence,
              "exit status 143 on YARN: its NodeManager sends SIGTERM first, at a memory limit too")
          .missing(Missing.KILLER);
    }
    if (code != SIGKILL || ended) {
      return;
    }
    if (scale.weigh().isSupported()) {
      return;
    }
    weighKill(lost, evidence, application, scale);
    scale.missing(Missing.KILLER);
    weighVitals(lost, scale);
    weighResidentSize(lost, scale);
    Signs.anyError(lost)
        .ifPresent(
            error ->
                scale.opposes(
                    Strength.STRONG, error.evidence(), "the JVM itself ran out: " + error.text()));
  }

  /** A SIGKILL whose sender is not told: how likely it is that a limit was. */
  private static void weighKill(
      ProcessLost lost, Evidence evidence, Application application, Scale scale) {
    Optional<Evidence> unseen = Signs.killedWithoutLimit(lost);
    if (unseen.isPresent()) {
      scale
          .supports(Strength.MODERATE, evidence, "exit code 137 (SIGKILL) in a container")
          .opposes(Strength.MODERATE, unseen.get(), "the kubelet calls it Error, not OOMKilled");
    } else if (Signs.isYarnExit(lost)) {
      scale.supports(
          Strength.HINT,
          evidence,
          "exit status 137 (SIGKILL) on YARN, which reports its own kills at a memory limit as"
              + " -104: the kernel's are one other possible sender");
    } else if (Signs.hasContainerLimit(application, lost)) {
      scale.supports(
          Strength.MODERATE,
          evidence,
          "exit code 137 (SIGKILL) in a container: a memory limit is the most common sender");
    } else {
      scale.supports(
          Strength.HINT,
          evidence,
          "exit code 137 (SIGKILL): a memory limit is one possible sender");
    }
  }

  /** What the flight recorder saw of the container before the kill. */
  private static void weighVitals(ProcessLost lost, Scale scale) {
    LastVitals.of(lost)
        .ifPresent(
            vitals -> {
              vitals
                  .containerFull()
                  .ifPresent(full -> scale.supports(Strength.STRONG, full.evidence(), full.says()));
              vitals
                  .containerFilling()
                  .ifPresent(grew -> scale.supports(Strength.STRONG, grew.evidence(), grew.says()));
              vitals
                  .killBesideIt()
                  .ifPresent(kill -> scale.supports(Strength.STRONG, kill.evidence(), kill.says()));
              vitals
                  .childrenAboveJvm()
                  .ifPresent(
                      children ->
                          scale.supports(Strength.HINT, children.evidence(), children.says()));
              vitals
                  .calm()
                  .ifPresent(
                      calm ->
                          scale.opposes(
                              vitals.hadAmpleRoom() ? Strength.STRONG : Strength.MODERATE,
                              calm.evidence(),
                              calm.says()));
            });
  }

  /**
   * The kill is certain. What outgrew the limit is less so for a driver in its container: its heap,
   * which most of them are given half a container for, is the usual suspect ({@link
   * DriverHeapOom}).
   */
  private static Strength strength(ProcessLost lost) {
    if (isCountedOnly(lost)) {
      return Strength.STRONG;
    }
    boolean told =
        !(lost instanceof DriverLost)
            || lost.timing().isPresent()
            || !(lost.life().facts().has(MachineSignal.ContainerOverLimit.class)
                || lost.life().facts().has(MachineSignal.MasterEnded.class));
    return told ? Strength.PROOF : Strength.STRONG;
  }

  /** A count of kills does not tell whether the process itself was one of the killed. */
  private static boolean isCountedOnly(ProcessLost lost) {
    return lost.ledger().exitCode() == null
        && lost.ledger().decisive() == null
        && !lost.life().facts().has(MachineSignal.ContainerOverLimit.class)
        && !lost.life().facts().has(MachineSignal.KernelOomKill.class)
        && lost.life().facts().has(MachineSignal.CgroupMemory.class);
  }

  /**
   * {@code OOMKilled} with another exit code than SIGKILL's: the runtime saw a kill in the
   * container (containerd: {@code task.oom} events) that took another process, such as a Python
   * worker. Since Kubernetes 1.28 on cgroup v2 the kubelet sets {@code memory.oom.group}, and all
   * die together.
   */
  private static void weighOtherProcess(ProcessLost lost, Scale scale) {
    lost.life().facts().all(MachineSignal.ContainerExited.class).stream()
        .filter(exited -> "OOMKilled".equals(exited.terminationReason()))
        .filter(exited -> exited.exitStatus() > 0 && exited.exitStatus() != SIGKILL)
        .findFirst()
        .ifPresent(
            exited ->
                scale.supports(
                    Strength.STRONG,
                    exited.evidence(),
                    "OOMKilled with exit code "
                        + exited.exitStatus()
                        + ": another process of the container was killed at its memory limit"));
  }

  private static boolean hasCgroupKill(ProcessLost lost) {
    return lost.life().facts().all(MachineSignal.KernelOomKill.class).stream()
        .anyMatch(MachineSignal.KernelOomKill::cgroup);
  }

  private static void weighProof(ProcessLost lost, Scale scale) {
    Optional<Evidence> kill = Signs.limitKill(lost);
    if (kill.isEmpty()) {
      return;
    }
    scale.supports(strength(lost), kill.get(), says(lost));
    if (Signs.errorBefore(lost, kill.get())) {
      Signs.anyError(lost)
          .ifPresent(
              error ->
                  scale.opposes(
                      Strength.PROOF,
                      error.evidence(),
                      "the JVM had run out before the kill: " + error.text()));
    } else {
      Signs.logWithoutMemoryError(lost)
          .ifPresent(
              log ->
                  scale.supports(
                      Strength.HINT, log, "its own log ends without an OutOfMemoryError"));
    }
    lost.life().facts().all(MachineSignal.CgroupMemory.class).stream()
        .filter(MachineSignal.CgroupMemory::killedAtItsLimit)
        .findFirst()
        .ifPresent(memory -> scale.supports(Strength.MODERATE, memory.evidence(), counted(memory)));
  }

  private static String counted(MachineSignal.CgroupMemory memory) {
    return "its cgroup counts "
        + memory.oomKills()
        + " oom_kill"
        + (memory.limit() > 0 ? " at a limit of " + Numbers.bytes(memory.limit()) : "");
  }

  private static String says(ProcessLost lost) {
    Optional<MachineSignal.ContainerOverLimit> over =
        lost.life().facts().first(MachineSignal.ContainerOverLimit.class);
    if (over.isPresent() && over.get().limitBytes() > 0) {
      return used(over.get().usedBytes(), over.get().limitBytes());
    }
    Optional<MachineSignal.KernelOomKill> kernel =
        lost.life().facts().first(MachineSignal.KernelOomKill.class);
    if (kernel.isPresent()) {
      return "the kernel killed pid "
          + kernel.get().pid()
          + " at its memory cgroup's limit, resident size "
          + Numbers.bytes(kernel.get().rssBytes());
    }
    RemovalReason reason = lost.ledger().decisive();
    if (reason != null && reason.limitBytes() > 0) {
      return used(reason.usedBytes(), reason.limitBytes());
    }
    return lost.life().facts().all(MachineSignal.PodDescribed.class).stream()
        .filter(pod -> pod.memoryLimit() > 0)
        .findFirst()
        .map(pod -> "OOMKilled at its memory limit of " + Numbers.bytes(pod.memoryLimit()))
        .orElse("the container was killed at its memory limit");
  }

  private static String used(long used, long limit) {
    return Numbers.bytes(used) + " used of a limit of " + Numbers.bytes(limit);
  }

  /** A resident size far beyond the heap points to memory outside the heap. */
  private static void weighResidentSize(ProcessLost lost, Scale scale) {
    Signs.grownOutsideHeap(lost)
        .ifPresent(
            peak ->
                scale.supports(
                    Strength.MODERATE,
                    peak.evidence(),
                    "resident size "
                        + Numbers.bytes(peak.processRss())
                        + " with a heap of "
                        + Numbers.bytes(peak.jvmHeap())
                        + ": memory outside the heap had grown"));
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    ContainerUse use = Measures.container(incident);
    if (isOfAddressSpace(incident)) {
      return ContainerRemedies.virtualMemory();
    }
    Optional<MachineSignal.PodDescribed> workload = workload(incident);
    if (workload.isPresent()) {
      return PodRemedies.memoryOfWorkload(
          workload.get().controller(), workload.get().pod(), use.limitBytes());
    }
    return incident instanceof MasterLost
        ? MasterRemedies.containerOutOfMemory(Measures.conf(application), use)
        : ContainerRemedies.containerOutOfMemory(Measures.conf(application, use), use);
  }

  /** The pod of the incident, where a workload made it and not Spark. */
  private static Optional<MachineSignal.PodDescribed> workload(Incident incident) {
    return incident instanceof ProcessLost lost
        ? lost.life().facts().all(MachineSignal.PodDescribed.class).stream()
            .filter(MachineSignal.PodDescribed::isOfWorkload)
            .findFirst()
        : Optional.empty();
  }

  /** The sizes are then of reserved addresses and say nothing of how much memory is needed. */
  private static boolean isOfAddressSpace(Incident incident) {
    if (!(incident instanceof ProcessLost lost)) {
      return false;
    }
    return lost.ledger().isDecidedBy(RemovalReason.Kind.VIRTUAL_MEMORY_EXCEEDED)
        || lost.life()
            .facts()
            .first(MachineSignal.ContainerOverLimit.class)
            .filter(MachineSignal.ContainerOverLimit::virtual)
            .isPresent();
  }
}

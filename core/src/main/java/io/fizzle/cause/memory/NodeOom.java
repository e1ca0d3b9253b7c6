package io.fizzle.cause.memory;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.LastVitals;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Missing;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.incident.MemoryError;
import io.fizzle.remedy.ContainerRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.MachineSignal;
import java.util.List;

/** The machine, not the container, had no memory left. */
public final class NodeOom extends Cause {

  public NodeOom() {
    super(
        "node-oom",
        "Node out of memory",
        "was killed because the whole node ran out of memory",
        Answer.NEITHER,
        FailureKind.NATIVE_MEMORY);
  }

  @Override
  public Page page() {
    return new Page(
            "The processes of the node together used more memory than it has. The kernel picked one"
                + " of them to kill, not always the greedy one, or refused the JVM memory that it"
                + " had reserved before.",
            "The kernel's `Out of memory: Killed process` without a memory cgroup"
                + " (`CONSTRAINT_NONE`), or the JVM's `Native memory allocation (mmap) failed`.",
            "`Memory cgroup out of memory` is the container's own limit (`container-oom`).",
            "Raising the container's limit or the heap: the node is full already.")
        .looksLike(
            "Executors on one machine are killed, often of several applications, and the"
                + " kernel's log names java.")
        .fixedBy(
            "Leave the machine air: the sum of all containers plus the system must fit."
                + " YARN: `yarn.nodemanager.resource.memory-mb` below the machine's memory."
                + " Standalone: `SPARK_WORKER_MEMORY`, where overhead and Python come on top"
                + " because no worker limits them. Kubernetes: requests equal to limits, and no"
                + " pods without limits beside them.")
        .refutedBy(
            "the kernel chooses a process when the machine itself has no memory left, "
                + "whatever the limit of its container (Linux, `mm/oom_kill.c`, "
                + "`CONSTRAINT_NONE`).");
  }

  @Override
  protected Strength strength(FailureKind kind) {
    return Strength.STRONG;
  }

  @Override
  protected void weighLoss(ProcessLost lost, Application application, Scale scale) {
    lost.life().facts().all(MachineSignal.KernelOomKill.class).stream()
        .filter(kill -> !kill.cgroup())
        .findFirst()
        .ifPresent(
            kill ->
                scale.supports(
                    Strength.PROOF,
                    kill.evidence(),
                    "the kernel killed pid "
                        + kill.pid()
                        + " because the node was out of memory, resident size "
                        + Numbers.bytes(kill.rssBytes())));
    lost.memoryErrors().stream()
        .filter(error -> error.kind() == FailureKind.NATIVE_MEMORY)
        .findFirst()
        .map(MemoryError::evidence)
        .ifPresent(
            evidence ->
                // a limit of address space or of commitments refuses it too, on a node with memory
                // left
                scale.supports(
                    Strength.STRONG,
                    evidence,
                    "the operating system refused the JVM memory that it had reserved"));
    lost.life().facts().all(MachineSignal.CgroupMemory.class).stream()
        .filter(memory -> memory.oomKills() > 0 && memory.ooms() == 0)
        .findFirst()
        .ifPresent(
            memory ->
                scale.supports(
                    Strength.MODERATE,
                    memory.evidence(),
                    "its cgroup counts a kill and never met its own limit: it was the machine's"
                        + " memory, or its pod's limit"));
    weighVitals(lost, scale);
  }

  private static final int SIGKILL = 137;

  /** The node's memory as the flight recorder saw it before a SIGKILL that nobody explains. */
  private static void weighVitals(ProcessLost lost, Scale scale) {
    if (!lost.ledger().exitedWith(SIGKILL)) {
      return;
    }
    LastVitals.of(lost)
        .filter(vitals -> vitals.nodeFull().isPresent() && vitals.containerFull().isEmpty())
        .ifPresent(
            vitals -> {
              vitals
                  .nodeFull()
                  .ifPresent(full -> scale.supports(Strength.STRONG, full.evidence(), full.says()));
              vitals
                  .memoryPressure()
                  .ifPresent(
                      stall -> scale.supports(Strength.HINT, stall.evidence(), stall.says()));
              scale.missing(Missing.KILLER);
            });
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return ContainerRemedies.nodeMemory(
        Measures.conf(application), Measures.host(incident, application));
  }
}

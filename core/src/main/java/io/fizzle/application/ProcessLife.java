package io.fizzle.application;

import io.fizzle.evidence.Owner;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.MachineSignal;
import java.time.Instant;
import java.util.Optional;

/**
 * The life of one executor or of the driver, as all sources together tell it.
 *
 * @param owner who it is
 * @param facts everything said about it
 * @param gc its GC log, where there is one
 * @param vitals its flight recording, where there is one
 * @param tasks when it worked on tasks
 */
public record ProcessLife(
    Owner owner,
    Facts facts,
    Optional<GcProfile> gc,
    Optional<VitalsProfile> vitals,
    TaskActivity tasks) {

  /** A life of which no task is known. */
  public ProcessLife(
      Owner owner, Facts facts, Optional<GcProfile> gc, Optional<VitalsProfile> vitals) {
    this(owner, facts, gc, vitals, TaskActivity.NONE);
  }

  /** When it registered with the driver. */
  public Optional<Instant> added() {
    return facts.first(ExecutorSignal.Added.class).map(added -> added.evidence().time());
  }

  /** The machine as Spark calls it, else the address from which the executor came. */
  public Optional<String> host() {
    return hostName().or(this::address).or(this::node);
  }

  /** The machine as Spark calls it when it schedules, whoever tells that. */
  public Optional<String> hostName() {
    return facts.all(ExecutorSignal.Added.class).stream()
        .filter(added -> !added.byAddress())
        .flatMap(added -> Optional.ofNullable(added.host()).stream())
        .findFirst()
        .or(
            () ->
                facts.all(ExecutorSignal.Removed.class).stream()
                    .flatMap(removed -> Optional.ofNullable(removed.host()).stream())
                    .findFirst())
        .or(
            () ->
                facts.all(ExecutorSignal.Launched.class).stream()
                    .flatMap(launched -> Optional.ofNullable(launched.host()).stream())
                    .findFirst());
  }

  /** The address from which it registered with the driver. */
  public Optional<String> address() {
    return facts.all(ExecutorSignal.Added.class).stream()
        .filter(ExecutorSignal.Added::byAddress)
        .flatMap(added -> Optional.ofNullable(added.host()).stream())
        .findFirst();
  }

  /** The Kubernetes node of its pod; Spark itself knows the pod's address only. */
  public Optional<String> node() {
    return facts.all(MachineSignal.PodDescribed.class).stream()
        .map(MachineSignal.PodDescribed::node)
        .filter(node -> !node.isEmpty())
        .findFirst();
  }

  /** True where the process's own log was read. */
  public boolean hasOwnLog() {
    return facts.has(JvmSignal.LogEnded.class);
  }

  /**
   * True where the process's own log was read to an orderly end. A log that just stops may be a
   * copy made too early, and hides what came after.
   */
  public boolean ownLogShowsEnd() {
    return facts.all(JvmSignal.LogEnded.class).stream().anyMatch(JvmSignal.LogEnded::orderly);
  }

  /**
   * An executor's connection to its driver broke, and the driver had not told it to end. A driver
   * that ends in order, or lets an executor go, says so first ({@code
   * CoarseGrainedExecutorBackend}, {@code StopExecutor} and {@code Shutdown}).
   */
  public boolean lostItsDriver() {
    return facts.has(ExecutorSignal.DriverGone.class)
        && !facts.has(ExecutorSignal.ShutdownCommanded.class);
  }
}

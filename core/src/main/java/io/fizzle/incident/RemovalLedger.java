package io.fizzle.incident;

import io.fizzle.application.FailedAttempt;
import io.fizzle.application.ProcessLife;
import io.fizzle.evidence.Evidence;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.MachineSignal;
import io.fizzle.signal.RemovalReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All records of one process's removal, merged into one: several reasons for the same executor
 * (Spark 3.3 and later), the loss reasons of its tasks, what its worker or node saw.
 *
 * @param decisive the most specific reason, the earliest of equals; null where no record gives one
 * @param decisiveEvidence where it stands; null where there is none
 * @param exitCode how the process ended, null where nobody tells; an exit on request does not count
 *     while another record tells more
 * @param exitEvidence where it stands; null where there is none
 * @param silence longest silence of its heartbeats that led to its removal, zero where they played
 *     no part
 * @param end when it was gone or given up, by the earliest record; null where no record has a time
 * @param evidence the records, most telling first
 */
public record RemovalLedger(
    @Nullable RemovalReason decisive,
    @Nullable Evidence decisiveEvidence,
    @Nullable Integer exitCode,
    @Nullable Evidence exitEvidence,
    Duration silence,
    @Nullable Instant end,
    List<Evidence> evidence) {

  private static final int MOST_EVIDENCE = 6;

  public RemovalLedger {
    evidence = List.copyOf(evidence);
  }

  /**
   * Merges what is known of this process's end, with the loss reasons that its tasks were given.
   */
  static RemovalLedger of(ProcessLife life, List<FailedAttempt> attempts) {
    List<Entry> entries = entries(life, attempts);
    boolean decommissioned = wasDecommissioned(life, entries);
    Optional<Entry> decisive =
        entries.stream()
            .filter(entry -> entry.reason().kind().specificity() > 0)
            .filter(entry -> !(decommissioned && isMachineGone(entry.reason().kind())))
            .max(
                Comparator.comparingInt((Entry entry) -> entry.reason().kind().specificity())
                    .thenComparing(Entry::earliness));
    Optional<ExecutorSignal.Exited> exited = exit(life);
    Optional<Entry> exitReason =
        entries.stream().filter(entry -> entry.reason().exitCode() != null).findFirst();
    List<ExecutorSignal.HeartbeatMissed> missed =
        life.facts().all(ExecutorSignal.HeartbeatMissed.class);
    Optional<MachineSignal.ContainerExited> container =
        life.facts().all(MachineSignal.ContainerExited.class).stream()
            .filter(ended -> ended.exitStatus() > 0)
            .findFirst();
    boolean unasked = exited.isPresent() && !exited.get().onRequest();
    Integer code =
        unasked || exitReason.isEmpty()
            ? exited
                .map(ExecutorSignal.Exited::exitStatus)
                .or(() -> container.map(MachineSignal.ContainerExited::exitStatus))
                .orElse(null)
            : exitReason.get().reason().exitCode();
    Evidence codeEvidence =
        unasked || exitReason.isEmpty()
            ? exited
                .map(ExecutorSignal.Exited::evidence)
                .or(() -> container.map(MachineSignal.ContainerExited::evidence))
                .orElse(null)
            : exitReason.get().evidence();
    return new RemovalLedger(
        decisive.map(Entry::reason).orElse(null),
        decisive.map(Entry::evidence).orElse(null),
        code,
        codeEvidence,
        silence(entries, missed),
        end(entries, missed, exited),
        evidence(decisive, entries, missed, exited));
  }

  /** It was asked to go, on a worker that was: what follows is how that ends. */
  private static boolean wasDecommissioned(ProcessLife life, List<Entry> entries) {
    return life.facts().has(ExecutorSignal.Decommissioned.class)
        || entries.stream()
            .anyMatch(entry -> entry.reason().kind() == RemovalReason.Kind.DECOMMISSIONED);
  }

  private static boolean isMachineGone(RemovalReason.Kind kind) {
    return kind == RemovalReason.Kind.WORKER_LOST || kind == RemovalReason.Kind.NODE_LOST;
  }

  private record Entry(RemovalReason reason, Evidence evidence) {
    long earliness() {
      Instant time = evidence.time();
      return time == null ? Long.MIN_VALUE : -time.toEpochMilli();
    }
  }

  private static List<Entry> entries(ProcessLife life, List<FailedAttempt> attempts) {
    List<Entry> entries = new ArrayList<>();
    for (ExecutorSignal.Removed removed : life.facts().all(ExecutorSignal.Removed.class)) {
      entries.add(new Entry(removed.reason(), removed.evidence()));
    }
    for (MachineSignal.PodEnded ended : life.facts().all(MachineSignal.PodEnded.class)) {
      entries.add(new Entry(ended.reason(), ended.evidence()));
    }
    for (MachineSignal.MasterEnded ended : life.facts().all(MachineSignal.MasterEnded.class)) {
      entries.add(new Entry(ended.reason(), ended.evidence()));
    }
    for (FailedAttempt attempt : attempts) {
      if (attempt.removal() != null) {
        entries.add(new Entry(attempt.removal(), attempt.evidence().get(0)));
      }
    }
    return entries;
  }

  private static Optional<ExecutorSignal.Exited> exit(ProcessLife life) {
    List<ExecutorSignal.Exited> exits = life.facts().all(ExecutorSignal.Exited.class);
    return exits.stream()
        .filter(exited -> !exited.onRequest())
        .findFirst()
        .or(() -> exits.stream().findFirst())
        .or(() -> container(life));
  }

  /**
   * What the kubelet tells of the pod's container: a code with a reason, the last one that failed.
   */
  private static Optional<ExecutorSignal.Exited> container(ProcessLife life) {
    return life.facts().all(MachineSignal.ContainerExited.class).stream()
        .filter(exited -> exited.terminationReason() != null && exited.exitStatus() >= 0)
        .max(Comparator.comparing(exited -> exited.exitStatus() != 0))
        .map(
            exited ->
                new ExecutorSignal.Exited(
                    exited.evidence(),
                    life.owner().id(),
                    life.host().orElse(null),
                    exited.exitStatus(),
                    false,
                    exited.diagnostics()));
  }

  private static Duration silence(
      List<Entry> entries, List<ExecutorSignal.HeartbeatMissed> missed) {
    long longest =
        Math.max(
            missed.stream()
                .mapToLong(ExecutorSignal.HeartbeatMissed::silenceMillis)
                .max()
                .orElse(0),
            entries.stream().mapToLong(entry -> entry.reason().silenceMillis()).max().orElse(0));
    return Duration.ofMillis(longest);
  }

  private static @Nullable Instant end(
      List<Entry> entries,
      List<ExecutorSignal.HeartbeatMissed> missed,
      Optional<ExecutorSignal.Exited> exited) {
    List<Instant> times = new ArrayList<>();
    entries.forEach(entry -> addTime(times, entry.evidence()));
    missed.forEach(signal -> addTime(times, signal.evidence()));
    exited
        .filter(signal -> !signal.onRequest())
        .ifPresent(signal -> addTime(times, signal.evidence()));
    return times.stream().min(Comparator.naturalOrder()).orElse(null);
  }

  private static void addTime(List<Instant> times, Evidence evidence) {
    if (evidence.time() != null) {
      times.add(evidence.time());
    }
  }

  private static List<Evidence> evidence(
      Optional<Entry> decisive,
      List<Entry> entries,
      List<ExecutorSignal.HeartbeatMissed> missed,
      Optional<ExecutorSignal.Exited> exited) {
    List<Evidence> all = new ArrayList<>();
    decisive.ifPresent(entry -> all.add(entry.evidence()));
    exited.ifPresent(signal -> all.add(signal.evidence()));
    missed.forEach(signal -> all.add(signal.evidence()));
    entries.forEach(entry -> all.add(entry.evidence()));
    return all.stream().filter(Objects::nonNull).distinct().limit(MOST_EVIDENCE).toList();
  }

  /** True where the decisive reason is of this kind. */
  public boolean isDecidedBy(RemovalReason.Kind kind) {
    return decisive != null && decisive.kind() == kind;
  }

  /** True where the process ended with this status. */
  public boolean exitedWith(int status) {
    return exitCode != null && exitCode == status;
  }

  /** The same ledger with other citations, for an end that no removal record tells. */
  RemovalLedger withEvidence(List<Evidence> proofs) {
    Instant told =
        end != null
            ? end
            : proofs.stream()
                .map(Evidence::time)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    return new RemovalLedger(
        decisive, decisiveEvidence, exitCode, exitEvidence, silence, told, List.copyOf(proofs));
  }
}

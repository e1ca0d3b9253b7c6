package io.fizzle.incident;

import io.fizzle.application.Application;
import io.fizzle.application.Facts;
import io.fizzle.application.Outcome;
import io.fizzle.application.ProcessLife;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident.MasterLost;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.MachineSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Finds out whether YARN's application master died where it is a process beside the driver. */
final class MasterTroubles {

  private MasterTroubles() {}

  static Optional<Incident> find(Application application) {
    ProcessLife master = application.applicationMaster();
    List<Evidence> evidence = evidence(master.facts(), application.outcome());
    if (evidence.isEmpty()) {
      return Optional.empty();
    }
    RemovalLedger ledger = RemovalLedger.of(master, List.of());
    RemovalLedger cited = ledger.evidence().isEmpty() ? ledger.withEvidence(evidence) : ledger;
    List<MemoryError> errors = MemoryError.of(master);
    Instant firstError =
        errors.stream()
            .map(error -> error.evidence().time())
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    return Optional.of(
        new MasterLost(
            "application-master-lost",
            master,
            cited,
            errors,
            GcTiming.of(master, cited, firstError)));
  }

  /** What shows that it died; that it was ended with its application shows nothing. */
  private static List<Evidence> evidence(Facts master, Outcome outcome) {
    List<Evidence> evidence = new ArrayList<>();
    master
        .first(MachineSignal.ContainerOverLimit.class)
        .ifPresent(over -> evidence.add(over.evidence()));
    master
        .first(MachineSignal.KernelOomKill.class)
        .ifPresent(kill -> evidence.add(kill.evidence()));
    master.first(MachineSignal.MasterEnded.class).ifPresent(end -> evidence.add(end.evidence()));
    master.first(JvmSignal.Crashed.class).ifPresent(crash -> evidence.add(crash.evidence()));
    master.all(MachineSignal.ContainerExited.class).stream()
        .filter(exited -> exited.exitStatus() != 0 && outcome == Outcome.FAILED)
        .findFirst()
        .ifPresent(exited -> evidence.add(exited.evidence()));
    return evidence;
  }
}

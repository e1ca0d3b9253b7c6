package io.fizzle.diagnosis;

import io.fizzle.application.Application;
import io.fizzle.application.ProcessLife;
import io.fizzle.cause.Missing;
import io.fizzle.cause.MissingEvidence;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ApplicationFailed;
import io.fizzle.incident.Incident.ExecutorLost;
import io.fizzle.signal.FailureKind;
import java.util.ArrayList;
import java.util.List;

/** What nobody told of an incident that is not settled, whichever cause it may have. */
final class Gaps {

  private Gaps() {}

  /** The most telling first. */
  static List<MissingEvidence> of(Incident incident, Application application) {
    List<MissingEvidence> gaps = new ArrayList<>();
    if (incident instanceof ExecutorLost lost) {
      addIf(lost.ledger().exitCode() == null, Missing.EXIT_CODE, gaps);
      addIf(!lost.life().hasOwnLog(), Missing.EXECUTOR_LOG, gaps);
      addIf(lost.timing().isEmpty(), Missing.GC_LOG, gaps);
    } else {
      addIf(!application.driver().hasOwnLog(), Missing.DRIVER_LOG, gaps);
      addIf(failedOfItsExecutors(incident, application), Missing.EXECUTOR_LOGS, gaps);
    }
    return List.copyOf(gaps);
  }

  /** The driver gave up because executors kept failing; none of them was heard. */
  private static boolean failedOfItsExecutors(Incident incident, Application application) {
    return incident instanceof ApplicationFailed failed
        && failed.failure().kind() == FailureKind.EXECUTOR_LOST
        && application.executors().values().stream().noneMatch(ProcessLife::hasOwnLog);
  }

  private static void addIf(boolean isMissing, MissingEvidence what, List<MissingEvidence> gaps) {
    if (isMissing) {
      gaps.add(what);
    }
  }
}

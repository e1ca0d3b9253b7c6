package io.fizzle.spark.driver;

import io.fizzle.application.ApplicationBuilder;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.diagnosis.Diagnostician;
import io.fizzle.diagnosis.Explained;
import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.vitals.VitalsRing.Header;
import io.fizzle.signal.JvmSignal.VitalsEnded;
import io.fizzle.signal.JvmSignal.VitalsSampled;
import io.fizzle.signal.VitalSigns;
import java.util.List;
import java.util.Optional;

/** Says why an executor was lost, from what the driver knows at that moment. */
final class LossDiagnosis {
  private static final Source SOURCE =
      new Source("flight recorder", SourceKind.VITALS, Owner.UNKNOWN);

  private final EventLines events;
  private final VitalsBoard board;
  private final Diagnostician diagnostician = Diagnostician.standard();

  LossDiagnosis(EventLines events, VitalsBoard board) {
    this.events = events;
    this.board = board;
  }

  /** The loss of this executor, explained; empty where its end was as planned. */
  Optional<Explained> explain(String executor) {
    ApplicationBuilder builder = new ApplicationBuilder();
    events.tell(builder::accept);
    vitals(executor, builder);
    Diagnosis diagnosis = diagnostician.diagnose(builder.build());
    return diagnosis
        .each()
        .filter(one -> executor.equals(one.incident().subject().executor()))
        .filter(one -> one.incident() instanceof io.fizzle.incident.Incident.ExecutorLost)
        .findFirst()
        .map(one -> diagnostician.remedied(one, diagnosis.application()));
  }

  private void vitals(String executor, ApplicationBuilder builder) {
    List<VitalSigns> samples = board.samples(executor);
    if (samples.isEmpty()) {
      return;
    }
    Owner owner = Owner.executor(executor);
    long number = 0;
    for (VitalSigns signs : samples) {
      Evidence evidence = new Evidence(SOURCE, ++number, signs.time(), "");
      builder.accept(new VitalsSampled(evidence, owner, signs));
    }
    long interval = board.identity(executor).map(Header::intervalMillis).orElse(0L);
    boolean closed = board.identity(executor).map(Header::closed).orElse(0L) > 0;
    Evidence last = new Evidence(SOURCE, number, samples.get(samples.size() - 1).time(), "");
    builder.accept(new VitalsEnded(last, owner, closed, interval));
  }
}

package io.fizzle.cause.memory;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.DriverRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** One object did not fit into the Kryo buffer. */
public final class KryoBufferOverflow extends Cause {

  public KryoBufferOverflow() {
    super(
        "kryo-buffer-overflow",
        "Kryo buffer overflow",
        "serialised an object larger than the Kryo buffer",
        Answer.NEITHER,
        FailureKind.KRYO_BUFFER);
  }

  @Override
  public Page page() {
    return new Page(
        "A single record or collected object is larger than spark.kryoserializer.buffer.max.",
        "Kryo serialization failed: Buffer overflow. Available: A, required: R.",
        "Heap exhaustion.",
        "spark.kryoserializer.buffer.max.mb: removed long ago.");
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return DriverRemedies.kryoBuffer(
        Measures.conf(application),
        Measures.failure(incident).limit(),
        Measures.failure(incident).actual());
  }
}

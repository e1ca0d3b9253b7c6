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
            "One record or collected object is larger than `spark.kryoserializer.buffer.max` (64"
                + " MiB by default, below 2 GiB at most).",
            "`Kryo serialization failed: Buffer overflow. Available: A, required: R`.",
            "Exhaustion of the heap.",
            "Raising executor memory: the buffer has a limit of its own.")
        .looksLike("`Kryo serialization failed: Buffer overflow`.")
        .fixedBy(
            "Raise `spark.kryoserializer.buffer.max` (64m by default, below 2048m), or make"
                + " the single object smaller: it is one row, one closure, or one collected"
                + " partition.")
        .refutedBy(
            "the buffer ends at `spark.kryoserializer.buffer.max`, at most 2 GiB, whatever "
                + "the heap (Spark, `KryoSerializer`).");
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return DriverRemedies.kryoBuffer(
        Measures.conf(application),
        Measures.failure(incident).limit(),
        Measures.failure(incident).actual());
  }
}

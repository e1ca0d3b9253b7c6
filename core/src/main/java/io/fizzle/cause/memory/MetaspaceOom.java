package io.fizzle.cause.memory;

import io.fizzle.application.Application;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.NativeRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** Class metadata outgrew its limit. */
public final class MetaspaceOom extends MemoryCause {

  public MetaspaceOom() {
    super("metaspace-oom", "Metaspace exhausted", "ran out of metaspace", FailureKind.METASPACE);
  }

  @Override
  public Page page() {
    return new Page(
        "Generated code, many user-defined functions or a class loader leak load more classes "
            + "than -XX:MaxMetaspaceSize (or the compressed class space) has room for.",
        "OutOfMemoryError: Metaspace, or Compressed class space, with room left in the heap.",
        "A Metadata GC Threshold collection at start-up is normal.",
        "Raising spark.executor.memory: metaspace lies outside the heap.");
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return NativeRemedies.metaspace(
        Measures.conf(application),
        Measures.jvm(incident),
        Measures.memoryText(incident).contains("class space"));
  }
}

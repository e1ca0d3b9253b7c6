package io.fizzle.cause.memory;

import io.fizzle.application.Application;
import io.fizzle.cause.LastVitals;
import io.fizzle.cause.LastVitals.Reading;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.Jvm;
import io.fizzle.remedy.NativeRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.remedy.SparkConf;
import io.fizzle.signal.FailureKind;
import java.util.List;
import java.util.Optional;

/** Class metadata outgrew its limit. */
public final class MetaspaceOom extends MemoryCause {

  public MetaspaceOom() {
    super("metaspace-oom", "Metaspace exhausted", "ran out of metaspace", FailureKind.METASPACE);
  }

  @Override
  public Page page() {
    return new Page(
            "Generated code, many user-defined functions, an interpreter or a leak of class loaders"
                + " loaded more classes than `-XX:MaxMetaspaceSize` or the compressed class space"
                + " has room for.",
            "`OutOfMemoryError: Metaspace` or `Compressed class space` (before JDK 8: `PermGen"
                + " space`), with room left in the heap.",
            "A collection with the cause `Metadata GC Threshold` at start-up is normal. A"
                + " `RejectedExecutionException` after the error only follows from it.",
            "Raising `spark.executor.memory`: metaspace lies outside the heap.")
        .looksLike(
            "`OutOfMemoryError: Metaspace` or `Compressed class space`, mostly after hours"
                + " in long-lived applications, shells or servers.")
        .fixedBy(
            "Raise or remove `-XX:MaxMetaspaceSize`; without it only the container is the"
                + " limit. Where it grows without end, look for class loaders that are not"
                + " released: jars added at run time, one session after another, generated code."
                + " `spark.sql.codegen.cache.maxEntries` bounds the latter.")
        .refutedBy(
            "`-Xmx` bounds the Java heap, `-XX:MaxMetaspaceSize` metaspace (JDK, The java "
                + "Command).");
  }

  @Override
  protected Optional<Reading> poolFull(LastVitals vitals, Application application) {
    SparkConf conf = Measures.conf(application);
    return vitals.metaspaceFull(conf.javaOptions(conf.ruling(Jvm.EXECUTOR)).maxMetaspace());
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return NativeRemedies.metaspace(
        Measures.conf(application),
        Measures.jvm(incident),
        Measures.memoryText(incident).contains("class space"));
  }
}

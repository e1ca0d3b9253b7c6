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

/** NIO, Netty or Arrow buffers and native blocks outgrew a limit: the JVM's or the system's. */
public final class DirectMemoryOom extends MemoryCause {

  public DirectMemoryOom() {
    super(
        "direct-memory-oom",
        "Direct (off-heap) memory exhausted",
        "ran out of direct (off-heap) memory",
        FailureKind.DIRECT_BUFFER,
        FailureKind.OFF_HEAP_REFUSED);
  }

  @Override
  public Page page() {
    return new Page(
            "Network transfers, columnar readers and native libraries take buffers outside the"
                + " heap. Their sum reached `-XX:MaxDirectMemorySize`, by default as much as the"
                + " heap, or the limit of Netty or Arrow. Or the operating system refused more of"
                + " it: `ulimit -v`, or memory that may not be overcommitted.",
            "`OutOfMemoryError: Cannot reserve N bytes of direct buffer memory` (older JDKs:"
                + " `Direct buffer memory`), Netty's `OutOfDirectMemoryError`, Arrow's"
                + " `OutOfMemoryException`. Refused by the system: `OutOfMemoryError: Unable to"
                + " allocate N bytes`.",
            "`Java heap space` is another pool with another limit (`heap-oom`). Where the JVM"
                + " itself was refused memory that it had reserved, the machine is short of it"
                + " (`node-oom`). `Netty direct memory should at least be bigger than` at the start"
                + " of every executor: there the limit was set too low for Spark to start"
                + " (`bad-configuration`).",
            "`spark.executor.memory` alone: it raises the default limit along, but most of what it"
                + " costs is heap that nobody needs.")
        .looksLike(
            "`OutOfMemoryError: Direct buffer memory`, `Cannot reserve N bytes of direct"
                + " buffer memory`, Netty's `OutOfDirectMemoryError`, or a failed fetch that says"
                + " `failed to allocate N byte(s) of direct memory`.")
        .fixedBy(
            "Raise `-XX:MaxDirectMemorySize` in `spark.executor.extraJavaOptions`, and the"
                + " overhead by as much. Or need less: lower `spark.reducer.maxSizeInFlight`,"
                + " fetch large blocks to disk (`spark.network.maxRemoteBlockSizeFetchToMem`,"
                + " 200m by default since 3.0), fewer cores for each executor.")
        .refutedBy(
            "without `-XX:MaxDirectMemorySize` the limit is the largest heap (JDK, "
                + "`jdk.internal.misc.VM.maxDirectMemory`).");
  }

  /** Netty's own buffers are not counted: they do not fall under the JVM's limit either. */
  @Override
  protected Optional<Reading> poolFull(LastVitals vitals, Application application) {
    SparkConf conf = Measures.conf(application);
    return vitals.directFull(conf.javaOptions(conf.ruling(Jvm.EXECUTOR)).maxDirectMemory());
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    if (Measures.failure(incident).kind() == FailureKind.OFF_HEAP_REFUSED) {
      return NativeRemedies.refusedMemory(Measures.conf(application), Measures.jvm(incident));
    }
    return NativeRemedies.directMemory(
        Measures.conf(application),
        Measures.jvm(incident),
        Measures.failure(incident).actual(),
        0,
        Measures.failure(incident).limit());
  }
}

package io.fizzle.cause.memory;

import io.fizzle.application.Application;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.NativeRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** NIO, Netty or Arrow buffers outgrew the direct memory limit. */
public final class DirectMemoryOom extends MemoryCause {

  public DirectMemoryOom() {
    super(
        "direct-memory-oom",
        "Direct (off-heap) memory exhausted",
        "ran out of direct memory",
        FailureKind.DIRECT_BUFFER);
  }

  @Override
  public Page page() {
    return new Page(
        "Network transfers, columnar readers and native libraries take buffers outside the heap."
            + " Their sum reached `-XX:MaxDirectMemorySize`, by default as much as the heap, or the"
            + " limit of Netty or Arrow.",
        "`OutOfMemoryError: Cannot reserve N bytes of direct buffer memory` (older JDKs: `Direct"
            + " buffer memory`), Netty's `OutOfDirectMemoryError`, Arrow's `OutOfMemoryException`.",
        "`Java heap space` is another pool with another limit (`heap-oom`). `Netty direct memory"
            + " should at least be bigger than` at the start of every executor: there the limit was"
            + " set too low for Spark to start (`bad-configuration`).",
        "`spark.executor.memory` alone: it raises the default limit along, but most of what it"
            + " costs is heap that nobody needs.");
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return NativeRemedies.directMemory(
        Measures.conf(application),
        Measures.jvm(incident),
        Measures.failure(incident).actual(),
        0,
        Measures.failure(incident).limit());
  }
}

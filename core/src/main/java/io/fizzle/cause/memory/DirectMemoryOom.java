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
        "Network transfers, columnar readers and native libraries allocate buffers outside "
            + "the heap. Their sum reached -XX:MaxDirectMemorySize, which defaults to the heap "
            + "size, or Netty's own limit.",
        "OutOfMemoryError: Cannot reserve ... bytes of direct buffer memory (JDK 11 and "
            + "older: Direct buffer memory), OutOfDirectMemoryError of Netty, OutOfMemoryException "
            + "of Arrow.",
        "Java heap space: another pool with another limit.",
        "Raising spark.executor.memory alone: it raises the default limit too, but wastes "
            + "heap.");
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

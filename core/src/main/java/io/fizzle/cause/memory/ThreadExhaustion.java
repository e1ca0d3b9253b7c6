package io.fizzle.cause.memory;

import io.fizzle.application.Application;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.NativeRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** The operating system refused another thread or file handle. */
public final class ThreadExhaustion extends MemoryCause {

  public ThreadExhaustion() {
    super(
        "thread-exhaustion",
        "Threads or file handles exhausted",
        "hit a limit on threads or open files",
        FailureKind.NATIVE_THREAD,
        FailureKind.TOO_MANY_OPEN_FILES);
  }

  @Override
  public Page page() {
    return new Page(
        "A thread or file leak, a pids limit of the container, ulimit -u, ulimit -n or "
            + "vm.max_map_count stopped the process from getting another one.",
        "OutOfMemoryError: unable to create native thread (preceded by pthread_create failed "
            + "(EAGAIN)), or Too many open files.",
        "Heap exhaustion: a larger heap leaves less room for thread stacks.",
        "Raising the heap.");
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return NativeRemedies.nativeThreads(Measures.conf(application), Measures.jvm(incident));
  }
}

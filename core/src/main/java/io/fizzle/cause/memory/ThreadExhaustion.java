package io.fizzle.cause.memory;

import io.fizzle.application.Application;
import io.fizzle.cause.LastVitals;
import io.fizzle.cause.LastVitals.Reading;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.NativeRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.FailureKind;
import java.util.List;
import java.util.Optional;

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
            "A leak of threads or files, or a limit that is too low: `ulimit -u`, `ulimit -n`, the"
                + " pids limit of the container, `vm.max_map_count`. The operating system refused"
                + " the next one.",
            "`OutOfMemoryError: unable to create native thread`, on newer JDKs after"
                + " `pthread_create failed (EAGAIN)`; or `Too many open files`.",
            "Exhaustion of the heap, although the error is of the same class.",
            "Raising the heap: a larger one leaves less room for the stacks of threads.")
        .looksLike(
            "`unable to create native thread`, `Too many open files`, `Resource temporarily"
                + " unavailable`.")
        .fixedBy(
            "Raise the limit that was hit: `ulimit -u` and `ulimit -n` of the user who runs"
                + " the workers, the `pids` limit of the container (Kubernetes: the kubelet's"
                + " `podPidsLimit`), `vm.max_map_count`. Or need less: fewer cores for each"
                + " executor, fewer reducers, pools that are shared and closed in user code.")
        .refutedBy(
            "stacks are memory outside the heap, and the message also stands for limits on "
                + "processes (JDK, `os::create_thread`; `RLIMIT_NPROC`, cgroup `pids.max`).");
  }

  @Override
  protected Optional<Reading> poolFull(LastVitals vitals, Application application) {
    return vitals.filesFull().or(vitals::threadsMany);
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return Measures.failure(incident).kind() == FailureKind.TOO_MANY_OPEN_FILES
        ? NativeRemedies.openFiles()
        : NativeRemedies.nativeThreads(Measures.conf(application), Measures.jvm(incident));
  }
}

package io.fizzle.cause;

import io.fizzle.application.Application;
import io.fizzle.application.Outcome;
import io.fizzle.application.ProcessLife;
import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.SourceKind;
import io.fizzle.incident.GcTiming;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ApplicationFailed;
import io.fizzle.incident.Incident.DriverLost;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.incident.MemoryError;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.ExecutorSignal.PeakMetrics;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.MachineSignal;
import io.fizzle.signal.RemovalReason;
import io.fizzle.signal.WorkSignal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Readings of a lost process that several causes share. */
public final class Signs {
  /**
   * Below this share of stopped time an out-of-memory error is pure, above {@link #THRASHING} GC
   * contributed. Measured: pure heap exhaustion shows 5 to 14 % in its last ten seconds, thrash 63
   * to 99 %; G1's last-ditch full collections appear in both.
   */
  public static final double QUIET = 0.30;

  public static final double THRASHING = 0.50;

  /** GC explains missed heartbeats only where it covers nearly all of the silence. */
  public static final double COVERS = 0.80;

  /** Below this share GC is ruled out as the reason of a silence. */
  public static final double RULED_OUT = 0.20;

  private static final int SIGKILL = 137;

  /** {@code TransportClient}, {@code TransportResponseHandler}, {@code java.net}, Netty. */
  private static final Pattern CLOSED =
      Pattern.compile(
          "ClosedChannelException|Connection reset|Broken pipe|Connection from \\S{1,300} closed"
              + "|requests outstanding when connection from");

  /** {@code TransportClientFactory}, {@code java.net}. */
  private static final Pattern NOT_CONNECTED =
      Pattern.compile(
          "Failed to connect to |Connection (?:refused|timed out)|No route to host"
              + "|Network is unreachable|Connecting to \\S{1,300} failed in the last");

  private static final List<String> OPTION_KEYS =
      List.of(
          "spark.executor.extraJavaOptions",
          "spark.executor.defaultJavaOptions",
          "spark.driver.extraJavaOptions",
          "spark.driver.defaultJavaOptions");

  private static final long USUAL_OUTSIDE_HEAP = 512L << 20;

  private Signs() {}

  /**
   * True where nothing but the ends of queries in the event log tells that the driver's program
   * failed: it may have caught their errors and ended well.
   */
  static boolean isToldByQueriesOnly(Incident incident, Application application) {
    boolean ofDriver = incident instanceof ApplicationFailed || incident instanceof DriverLost;
    if (!ofDriver || application.outcome() == Outcome.FAILED || application.driver().hasOwnLog()) {
      return false;
    }
    Set<Evidence> ends =
        application.facts().all(WorkSignal.QueryEnded.class).stream()
            .map(WorkSignal.QueryEnded::evidence)
            .collect(Collectors.toSet());
    return ends.containsAll(incident.evidence());
  }

  /**
   * True where an application ended with an error that no task is known to have thrown: its program
   * threw it, in the driver.
   */
  public static boolean isOfTheProgram(Incident incident, Application application) {
    return incident instanceof ApplicationFailed
        && application.failedAttempts().isEmpty()
        && !application.facts().has(WorkSignal.Aborted.class);
  }

  /** The first of the process's memory errors of these kinds. */
  public static Optional<MemoryError> error(ProcessLost lost, Set<FailureKind> kinds) {
    return lost.memoryErrors().stream().filter(error -> kinds.contains(error.kind())).findFirst();
  }

  /** The first memory error of any kind. */
  public static Optional<MemoryError> anyError(ProcessLost lost) {
    return lost.memoryErrors().stream().findFirst();
  }

  /** Proof that a memory limit outside the JVM ended the process. */
  public static Optional<Evidence> limitKill(ProcessLost lost) {
    Optional<Evidence> over =
        lost.life().facts().all(MachineSignal.ContainerOverLimit.class).stream()
            .map(MachineSignal.ContainerOverLimit::evidence)
            .findFirst();
    Optional<Evidence> kernel =
        lost.life().facts().all(MachineSignal.KernelOomKill.class).stream()
            .map(MachineSignal.KernelOomKill::evidence)
            .findFirst();
    Optional<Evidence> cgroup =
        lost.life().facts().all(MachineSignal.CgroupMemory.class).stream()
            .filter(MachineSignal.CgroupMemory::killedAtItsLimit)
            .map(MachineSignal.CgroupMemory::evidence)
            .findFirst();
    return over.or(() -> kernel).or(() -> cgroup).or(() -> limitReason(lost));
  }

  private static Optional<Evidence> limitReason(ProcessLost lost) {
    RemovalReason reason = lost.ledger().decisive();
    if (reason != null
        && (reason.kind() == RemovalReason.Kind.OOM_KILLED
            || reason.kind() == RemovalReason.Kind.PHYSICAL_MEMORY_EXCEEDED
            || reason.kind() == RemovalReason.Kind.VIRTUAL_MEMORY_EXCEEDED)) {
      return Optional.ofNullable(lost.ledger().decisiveEvidence());
    }
    return lost.life().facts().all(MachineSignal.ContainerExited.class).stream()
        .filter(exited -> "OOMKilled".equals(exited.terminationReason()))
        .filter(exited -> exited.exitStatus() < 0 || exited.exitStatus() == SIGKILL)
        .map(MachineSignal.ContainerExited::evidence)
        .findFirst();
  }

  /**
   * Where the kubelet says of a container that SIGKILL ended that it was an {@code Error}, not
   * {@code OOMKilled}: the runtime saw no kill at the memory limit.
   */
  public static Optional<Evidence> killedWithoutLimit(ProcessLost lost) {
    RemovalReason reason = lost.ledger().decisive();
    boolean told =
        reason != null
            && "Error".equals(reason.terminationReason())
            && lost.ledger().exitedWith(SIGKILL);
    return lost.life().facts().all(MachineSignal.ContainerExited.class).stream()
        .filter(exited -> exited.exitStatus() == SIGKILL)
        .filter(exited -> "Error".equals(exited.terminationReason()))
        .map(MachineSignal.ContainerExited::evidence)
        .findFirst()
        .or(() -> told ? Optional.ofNullable(lost.ledger().decisiveEvidence()) : Optional.empty());
  }

  /**
   * Spark's own word that it could not start, as the driver heard it. The executor had registered
   * by then and been offered tasks: it makes its plugins, serializers and shuffle client only after
   * that (Spark, {@code CoarseGrainedExecutorBackend}, {@code RegisteredExecutor}).
   */
  public static Optional<ExecutorSignal.Removed> couldNotStart(ProcessLost lost) {
    return lost.life().facts().all(ExecutorSignal.Removed.class).stream()
        .filter(removed -> removed.reason().kind() == RemovalReason.Kind.START_FAILED)
        .filter(removed -> removed.reason().manager() == null)
        .findFirst();
  }

  /**
   * True where what kept a process from its work has a name, which says more than that it keeps
   * happening. A full JVM says less: another one may have filled its machine.
   */
  public static boolean namesItsReason(Failure failure) {
    FailureKind kind = failure.kind();
    return kind != FailureKind.OTHER && !kind.isCollateral() && !kind.isJvmOutOfMemory();
  }

  /** True where the process itself said what kept it from its work. */
  public static boolean namedItsReason(ProcessLost lost) {
    return Stream.concat(
            lost.life().facts().all(ExecutorSignal.StartFailed.class).stream()
                .map(ExecutorSignal.StartFailed::failure),
            lost.life().facts().all(FailureSignal.Uncaught.class).stream()
                .map(FailureSignal.Uncaught::failure))
        .anyMatch(Signs::namesItsReason);
  }

  /**
   * True where a wait ran out and nothing tells for what: calls between Spark's processes name the
   * key that rules them ({@code RpcTimeout}, 1.5 and later), waits for other things do not.
   */
  public static boolean isUnnamedWait(Failure failure) {
    return failure.kind() == FailureKind.RPC_TIMEOUT
        && failure.type().endsWith(".concurrent.TimeoutException")
        && !failure.message().contains("controlled by")
        && failure.frames().stream().noneMatch(frame -> frame.contains(".rpc."));
  }

  /** True where one end closed a connection, which tells of that end before it tells of the way. */
  public static boolean isClosed(Failure failure) {
    return CLOSED.matcher(failure.headline()).find();
  }

  /** True where a connection between two of Spark's processes could not be made, or broke. */
  public static boolean isConnectionBroken(Failure failure) {
    return isClosed(failure) || NOT_CONNECTED.matcher(failure.headline()).find();
  }

  /** True where the heartbeats of the process were missed. */
  public static boolean fellSilent(ProcessLost lost) {
    return !lost.ledger().silence().isZero()
        || lost.ledger().isDecidedBy(RemovalReason.Kind.HEARTBEAT_TIMEOUT);
  }

  /** Memory errors before, or at, the kill; one without a time counts as before. */
  public static boolean errorBefore(ProcessLost lost, Evidence kill) {
    Instant killed = kill.time();
    return lost.memoryErrors().stream()
        .anyMatch(
            error ->
                killed == null
                    || error.evidence().time() == null
                    || !error.evidence().time().isAfter(killed));
  }

  /** True where the process's own log was read to its end and holds no out-of-memory error. */
  public static Optional<Evidence> logWithoutMemoryError(ProcessLost lost) {
    if (!lost.memoryErrors().isEmpty()) {
      return Optional.empty();
    }
    return lost.life().facts().first(JvmSignal.LogEnded.class).map(JvmSignal.LogEnded::evidence);
  }

  /**
   * A heap dump that lies there under the name which the JVM gives at a memory error, where no
   * error is on record.
   */
  public static Optional<JvmSignal.HeapDumped> heapDumpWithoutError(ProcessLost lost) {
    return heapDumps(lost.life())
        .filter(dump -> dump.evidence().source().kind() == SourceKind.HEAP_DUMP)
        .filter(dump -> lost.memoryErrors().isEmpty())
        .findFirst();
  }

  /** Heap dumps of the process, without files whose names have another one's id. */
  static Stream<JvmSignal.HeapDumped> heapDumps(ProcessLife life) {
    List<Long> own =
        life.facts().all(JvmSignal.ProcessIdentified.class).stream()
            .map(JvmSignal.ProcessIdentified::pid)
            .toList();
    return life.facts().all(JvmSignal.HeapDumped.class).stream()
        .filter(
            dump -> {
              long named = dump.evidence().source().pid();
              return named <= 0 || own.isEmpty() || own.contains(named);
            });
  }

  /** What such a dump says. */
  public static final String LEFT_A_HEAP_DUMP =
      "a heap dump of the process lies there, under the name that the JVM gives it with"
          + " -XX:+HeapDumpOnOutOfMemoryError; it may also have been made by hand";

  /** The timing, where its window can be laid on the common clock. */
  public static Optional<GcTiming> exactTiming(ProcessLost lost) {
    return lost.timing().filter(GcTiming::exact);
  }

  /** True where the process ran in a container with a memory limit, as far as anything tells. */
  public static boolean hasContainerLimit(Application application, ProcessLost lost) {
    String master = application.identity().master();
    if (master != null) {
      return master.startsWith("yarn") || master.startsWith("k8s");
    }
    if (isYarnExit(lost)) {
      return true;
    }
    RemovalReason reason = lost.ledger().decisive();
    return reason != null && reason.manager() != null;
  }

  /** True where YARN ran the process and tells no more of its end than the exit status. */
  public static boolean isYarnExit(ProcessLost lost) {
    RemovalReason reason = lost.ledger().decisive();
    return reason == null
        ? lost.life().facts().all(MachineSignal.ContainerExited.class).stream()
            .anyMatch(exited -> exited.container().startsWith("container_"))
        : reason.kind() == RemovalReason.Kind.EXITED
            && reason.manager() == RemovalReason.Manager.YARN;
  }

  /** True where the executors are plain processes without any limit of Spark's making. */
  public static boolean hasNoContainerLimit(Application application) {
    String master = application.identity().master();
    return master != null
        && (master.startsWith("spark://")
            || master.startsWith("local")
            || master.startsWith("mesos"));
  }

  /** A line on what the GC log says of the window, for reports. */
  public static String share(GcTiming timing) {
    return "GC stopped the JVM for "
        + Numbers.percent(timing.shareInWindow())
        + " of the "
        + Numbers.duration(timing.window())
        + " before its end";
  }

  /** True where the executors' JVM options are on record, so that what they lack is lacking. */
  public static boolean knowsJvmOptions(Application application) {
    return application.properties().containsKey("spark.executor.extraJavaOptions");
  }

  /**
   * True where a JVM option of the driver or the executors names this flag, switched on or with a
   * value.
   */
  public static boolean hasJvmOption(Application application, String option) {
    return OPTION_KEYS.stream()
        .map(key -> application.properties().getOrDefault(key, ""))
        .anyMatch(options -> options.contains("+" + option) || options.contains(option + "="));
  }

  /** True where a JVM option of the driver or the executors switches this flag off. */
  public static boolean lacksJvmOption(Application application, String option) {
    return OPTION_KEYS.stream()
        .anyMatch(key -> application.properties().getOrDefault(key, "").contains("-" + option));
  }

  /**
   * Peaks that show memory far beyond the heap: more than twice the used heap and half a GiB, which
   * metaspace, code cache, stacks and network buffers of an executor do not reach.
   */
  public static Optional<PeakMetrics> grownOutsideHeap(ProcessLost lost) {
    return lost.life().facts().all(PeakMetrics.class).stream()
        .filter(peak -> peak.processRss() > 0 && peak.jvmHeap() > 0)
        .filter(peak -> peak.processRss() > 2 * peak.jvmHeap() + USUAL_OUTSIDE_HEAP)
        .findFirst();
  }
}

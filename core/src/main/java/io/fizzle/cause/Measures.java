package io.fizzle.cause;

import io.fizzle.application.Application;
import io.fizzle.application.FailedAttempt;
import io.fizzle.application.ProcessLife;
import io.fizzle.evidence.Owner;
import io.fizzle.incident.GcTiming;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ApplicationFailed;
import io.fizzle.incident.Incident.DriverLost;
import io.fizzle.incident.Incident.ExecutorLost;
import io.fizzle.incident.Incident.JobFailed;
import io.fizzle.incident.Incident.MasterLost;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.incident.Incident.TasksFailed;
import io.fizzle.incident.MemoryError;
import io.fizzle.remedy.ClusterManager;
import io.fizzle.remedy.ContainerUse;
import io.fizzle.remedy.HeapDumpRemedies;
import io.fizzle.remedy.HeapUse;
import io.fizzle.remedy.Jvm;
import io.fizzle.remedy.Remedy;
import io.fizzle.remedy.SparkConf;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.ExecutorSignal.PeakMetrics;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.MachineSignal.CgroupMemory;
import io.fizzle.signal.MachineSignal.ContainerOverLimit;
import io.fizzle.signal.MachineSignal.KernelOomKill;
import io.fizzle.signal.MachineSignal.PodDescribed;
import io.fizzle.signal.RemovalReason;
import io.fizzle.signal.Vital;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What an incident measured, in the form that remedies compute with. */
public final class Measures {
  private static final int OLD_JAVA = 8;

  private static final String DEPLOY_MODE = "spark.submit.deployMode";

  /** Spark starts no executor with less (UnifiedMemoryManager: 1.5 times 300 MiB, all versions). */
  private static final long LEAST_HEAP = 450L << 20;

  /** spark.executor.minMemoryOverhead, a constant before Spark 4.0. */
  private static final long LEAST_OVERHEAD = 384L << 20;

  private Measures() {}

  /**
   * The configuration in force, with Spark's defaults for its version. Where no source tells how
   * large a process is, it is taken from the processes themselves.
   */
  public static SparkConf conf(Application application) {
    SparkConf conf =
        SparkConf.of(
            application.properties(),
            application.identity().sparkVersion(),
            application.identity().master(),
            javaMajor(application.identity().javaVersion()));
    return ToldSizes.join(conf, application);
  }

  private static int javaMajor(@org.jspecify.annotations.Nullable String version) {
    if (version == null) {
      return 0;
    }
    String[] parts = version.split("[._+ -]", 3);
    try {
      int first = Integer.parseInt(parts[0]);
      return first == 1 && parts.length > 1 ? OLD_JAVA : first;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /**
   * Remedies with a look into the heap dump at their end, where the process of the incident wrote
   * one.
   */
  public static List<Remedy> withHeapDump(
      List<Remedy> remedies, Incident incident, Application application) {
    return heapDump(incident, application)
        .map(
            dump ->
                HeapDumpRemedies.open(
                    dump.file(), dump.bytes() < 0 ? "" : Numbers.bytes(dump.bytes())))
        .map(open -> Stream.concat(remedies.stream(), Stream.of(open)).toList())
        .orElse(remedies);
  }

  /** The whole heap dump that the process of the incident wrote, by its own words. */
  public static Optional<JvmSignal.HeapDumped> heapDump(
      Incident incident, Application application) {
    String executor = incident.subject().executor();
    Optional<ProcessLife> life =
        incident instanceof ProcessLost lost
            ? Optional.of(lost.life())
            : executor == null
                ? Optional.of(application.driver())
                : application.life(Owner.executor(executor));
    return life.stream()
        .flatMap(Signs::heapDumps)
        .filter(dump -> dump.problem().isEmpty())
        .findFirst();
  }

  /** What the process of the incident is called. */
  public static String process(Incident incident) {
    return incident instanceof MasterLost ? "application master" : jvm(incident).label();
  }

  /** Whose JVM the incident is about. */
  public static Jvm jvm(Incident incident) {
    boolean driver =
        incident instanceof DriverLost
            || incident instanceof ApplicationFailed
            || "driver".equals(incident.subject().executor());
    return driver ? Jvm.DRIVER : Jvm.EXECUTOR;
  }

  /**
   * The machine of the incident, as its manager calls it; empty where nothing tells. What Spark
   * calls a host on Kubernetes is the address of a pod.
   */
  public static String host(Incident incident, Application application) {
    if (incident instanceof ProcessLost lost && lost.life().node().isPresent()) {
      return lost.life().node().get();
    }
    String host = incident.subject().host();
    return host == null || conf(application).manager() == ClusterManager.KUBERNETES ? "" : host;
  }

  /** The failure behind the incident; for a lost process the first that its log or tasks tell. */
  public static Failure failure(Incident incident) {
    if (incident instanceof TasksFailed tasks) {
      return tasks.first().failure();
    }
    if (incident instanceof JobFailed job) {
      return job.failure();
    }
    if (incident instanceof ApplicationFailed failed) {
      return failed.failure();
    }
    return ofProcess((ProcessLost) incident).orElseGet(() -> Failure.of(FailureKind.OTHER, "", ""));
  }

  private static Optional<Failure> ofProcess(ProcessLost lost) {
    Optional<Failure> attempt =
        lost instanceof ExecutorLost executor
            ? executor.attempts().stream()
                .map(FailedAttempt::failure)
                .filter(failure -> !failure.kind().isCollateral())
                .findFirst()
            : Optional.empty();
    return attempt.or(
        () ->
            lost.life()
                .facts()
                .first(FailureSignal.Uncaught.class)
                .map(FailureSignal.Uncaught::failure)
                .or(
                    () ->
                        lost.life()
                            .facts()
                            .first(ExecutorSignal.StartFailed.class)
                            .map(ExecutorSignal.StartFailed::failure)));
  }

  /** The heap before the incident. */
  public static HeapUse heap(Incident incident, Application application) {
    Jvm jvm = jvm(incident);
    SparkConf conf = conf(application);
    boolean samePartition = samePartition(incident, application);
    if (!(incident instanceof ProcessLost lost)) {
      return new HeapUse(jvm, -1, -1, tasksAtOnce(conf), samePartition);
    }
    long live =
        lost.timing()
            .filter(timing -> timing.occupied() >= 0)
            .map(timing -> Math.round(timing.occupied() * timing.heapMax()))
            .orElse(-1L);
    return new HeapUse(
        jvm, live, peak(lost, PeakMetrics::jvmHeap), tasksAtOnce(conf), samePartition);
  }

  private static int tasksAtOnce(SparkConf conf) {
    return Math.max(0, conf.executorCores());
  }

  /** The same task ran out of memory on more than one executor. */
  private static boolean samePartition(Incident incident, Application application) {
    List<FailedAttempt> attempts =
        incident instanceof ExecutorLost lost
            ? lost.attempts()
            : incident instanceof TasksFailed tasks ? tasks.attempts() : List.of();
    return attempts.stream()
        .filter(attempt -> attempt.index() >= 0)
        .anyMatch(
            attempt ->
                application.failedAttempts().stream()
                        .filter(
                            other ->
                                other.stage() == attempt.stage()
                                    && other.index() == attempt.index()
                                    && !other.failure().kind().isCollateral())
                        .map(FailedAttempt::executorId)
                        .distinct()
                        .count()
                    > 1);
  }

  /**
   * The configuration for a container of this limit: where the heap is told by nothing at all, the
   * limit itself tells it, heap and overhead (10 %, at least 384 MiB) together.
   */
  public static SparkConf conf(Application application, ContainerUse use) {
    SparkConf conf = inContainer(conf(application), application, use);
    String key = use.jvm().memoryKey();
    if (conf.isSet(key) || conf.told().containsKey(key) || use.limitBytes() <= 0) {
      return conf;
    }
    long heap = Math.min(use.limitBytes() * 10 / 11, use.limitBytes() - LEAST_OVERHEAD);
    return heap < LEAST_HEAP
        ? conf
        : conf.withTold(Map.of(key, new SparkConf.Told((heap >> 20) + "m", false)));
  }

  /** A driver that YARN killed in a container of its own was submitted in cluster mode. */
  private static SparkConf inContainer(SparkConf conf, Application application, ContainerUse use) {
    boolean ofYarn =
        use.jvm() == Jvm.DRIVER
            && application.driver().facts().all(ContainerOverLimit.class).stream()
                .anyMatch(over -> over.container().startsWith("container_"));
    return ofYarn && conf.explicit(DEPLOY_MODE) == null ? conf.with(DEPLOY_MODE, "cluster") : conf;
  }

  /** The container of the incident's process before it was killed. */
  public static ContainerUse container(Incident incident) {
    Jvm jvm = jvm(incident);
    if (!(incident instanceof ProcessLost lost)) {
      return ContainerUse.unknown(jvm);
    }
    long heap = Math.max(peak(lost, PeakMetrics::jvmHeap), gcHeap(lost));
    long resident = Math.max(used(lost), peak(lost, PeakMetrics::processRss));
    return new ContainerUse(
        jvm,
        used(lost),
        limit(lost),
        heap,
        heap > 0 && resident > heap ? resident - heap : -1,
        Math.max(
            peak(lost, PeakMetrics::pythonRss),
            sampled(lost, Vital.RESIDENT_CHILDREN).orElse(-1L)));
  }

  private static long gcHeap(ProcessLost lost) {
    return lost.timing().map(GcTiming::heapMax).orElse(-1L);
  }

  private static long used(ProcessLost lost) {
    RemovalReason reason = lost.ledger().decisive();
    return lost.life()
        .facts()
        .first(ContainerOverLimit.class)
        .map(ContainerOverLimit::usedBytes)
        .or(() -> lost.life().facts().first(KernelOomKill.class).map(KernelOomKill::rssBytes))
        .or(() -> Optional.ofNullable(reason).map(RemovalReason::usedBytes))
        .filter(bytes -> bytes > 0)
        .or(() -> sampled(lost, Vital.CGROUP_USED))
        .orElse(-1L);
  }

  private static long limit(ProcessLost lost) {
    RemovalReason reason = lost.ledger().decisive();
    return lost.life()
        .facts()
        .first(ContainerOverLimit.class)
        .map(ContainerOverLimit::limitBytes)
        .or(() -> lost.life().facts().first(CgroupMemory.class).map(CgroupMemory::limit))
        .or(() -> lost.life().facts().first(PodDescribed.class).map(PodDescribed::memoryLimit))
        .or(() -> Optional.ofNullable(reason).map(RemovalReason::limitBytes))
        .filter(bytes -> bytes > 0)
        .or(() -> lost.life().facts().first(KernelOomKill.class).map(KernelOomKill::limitBytes))
        .filter(bytes -> bytes > 0)
        .or(() -> sampled(lost, Vital.CGROUP_LIMIT))
        .orElse(-1L);
  }

  /** The highest that the flight recorder saw; empty without one. */
  private static Optional<Long> sampled(ProcessLost lost, Vital vital) {
    return lost.life()
        .vitals()
        .flatMap(vitals -> vitals.highest(vital))
        .map(sample -> sample.vitals().get(vital))
        .filter(value -> value > 0);
  }

  private static long peak(ProcessLost lost, ToLongFunction<PeakMetrics> value) {
    return lost.life().facts().all(PeakMetrics.class).stream()
        .mapToLong(value)
        .filter(bytes -> bytes > 0)
        .max()
        .orElse(-1);
  }

  /** The first memory error's text, empty where there is none. */
  public static String memoryText(Incident incident) {
    if (incident instanceof ProcessLost lost) {
      return lost.memoryErrors().stream().findFirst().map(MemoryError::text).orElse("");
    }
    return failure(incident).headline();
  }
}

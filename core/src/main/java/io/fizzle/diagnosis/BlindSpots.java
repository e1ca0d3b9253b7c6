package io.fizzle.diagnosis;

import io.fizzle.application.Application;
import io.fizzle.application.ProcessLife;
import io.fizzle.cause.Causes;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Missing;
import io.fizzle.cause.MissingEvidence;
import io.fizzle.cause.Strength;
import io.fizzle.diagnosis.BlindSpot.State;
import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.SourceKind;
import io.fizzle.incident.Incident.ExecutorLost;
import io.fizzle.remedy.Jvm;
import io.fizzle.remedy.Recording;
import io.fizzle.remedy.SparkConf;
import io.fizzle.signal.ApplicationSignal;
import io.fizzle.signal.ExecutorSignal.PeakMetrics;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.Signal;
import io.fizzle.signal.Vital;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What was not there to be read of this run, what it hides, and which settings would have recorded
 * it. Nothing is named that was read, is switched on, or that this version does not know.
 *
 * <p>How much a blind spot weighs is computed for the verdict at hand: evidence that a cause in
 * question asks for ({@link Missing}) counts as one strong argument more for the best cause, up to
 * the ceiling. That is the most it could reach; evidence may also disagree.
 */
public final class BlindSpots {
  private static final Set<String> HEAP_CAUSES =
      Set.of("heap-oom", "gc-overhead-oom", "driver-heap-oom", "exit-on-memory-error");

  private static final String ENABLED = "spark.eventLog.enabled";

  private final Diagnosis diagnosis;
  private final Application application;
  private final SparkConf conf;
  private final Calibration calibration;
  private final List<ProcessLife> executors;
  private final List<MissingEvidence> wanted;
  private final List<BlindSpot> spots = new ArrayList<>();

  private BlindSpots(Diagnosis diagnosis) {
    this.diagnosis = diagnosis;
    this.application = diagnosis.application();
    this.conf = Measures.conf(application);
    this.calibration = diagnosis.calibration();
    this.executors =
        application.executors().values().stream()
            .filter(life -> life.owner().isExecutor())
            .toList();
    this.wanted = main(diagnosis).map(Explained::missing).orElse(List.of());
  }

  /** Those that could move the verdict most first. */
  public static List<BlindSpot> of(Diagnosis diagnosis) {
    BlindSpots all = new BlindSpots(diagnosis);
    all.logs();
    all.eventLog();
    all.losses();
    all.jvms();
    all.ends();
    return all.spots.stream()
        .sorted(Comparator.comparingDouble(BlindSpot::reach).reversed())
        .toList();
  }

  private static Optional<Explained> main(Diagnosis diagnosis) {
    String incident = diagnosis.verdict().incident();
    return incident == null ? Optional.empty() : diagnosis.incident(incident);
  }

  private void logs() {
    boolean healthy = diagnosis.verdict().cause().equals(Causes.HEALTHY);
    boolean read = application.driver().hasOwnLog();
    if (!read || healthy && !application.driver().ownLogShowsEnd()) {
      add(
          "driver-log",
          State.ABSENT,
          read ? "the end of the driver's log" : "the driver's log",
          "an exception after the last job or before the first, and how the program ended",
          healthy
              ? Math.max(diagnosis.verdict().confidence(), VerdictRule.SEEN_TO_SUCCEED)
              : reach(Missing.DRIVER_LOG),
          Recording.driverLog(conf),
          Whereabouts.driverLog(conf, application),
          List.of());
    }
    long unread = executors.stream().filter(life -> !life.hasOwnLog()).count();
    if (unread > 0) {
      add(
          "executor-logs",
          State.ABSENT,
          "stderr and stdout of " + of(unread),
          "the first error of an executor, and whether it was told to end",
          reach(Missing.EXECUTOR_LOG, Missing.EXECUTOR_LOGS),
          Recording.deadPods(conf),
          Whereabouts.executorLogs(conf, application),
          List.of());
    }
  }

  private String of(long unread) {
    int all = executors.size();
    String which = unread == all ? "all " + all : unread + " of " + all;
    return all == 1 ? "the executor" : which + " executors";
  }

  private void eventLog() {
    if (!isEventLogRead()) {
      List<Recording.Line> missing = Recording.eventLog(conf);
      boolean off = missing.stream().anyMatch(line -> line.key().equals(ENABLED));
      add(
          "event-log",
          off && conf.isRead() ? State.NOT_RECORDED : State.ABSENT,
          "the event log",
          "tasks, stages and their metrics, removals with their reasons"
              + (conf.isRead() ? "" : ", the configuration"),
          reach(Missing.CONFIGURATION),
          off ? withPeaks(missing) : List.of(),
          off && conf.isRead() ? List.of() : Whereabouts.eventLog(conf, application),
          List.of());
      return;
    }
    boolean peaks =
        Stream.concat(executors.stream(), Stream.of(application.driver()))
            .anyMatch(life -> life.facts().has(PeakMetrics.class));
    List<Recording.Line> lines = Recording.executorPeaks(conf);
    if (!peaks && !lines.isEmpty()) {
      add(
          "executor-peaks",
          State.NOT_RECORDED,
          "peaks of the executors' memory",
          "how much heap, off-heap and direct memory each stage needed at most",
          0,
          lines,
          List.of(),
          List.of());
    }
    List<Recording.Line> tree = processTree();
    if (!tree.isEmpty()) {
      add(
          "process-tree",
          State.NOT_RECORDED,
          "resident sizes of the executors' processes",
          "memory outside of the heap, Python's too: what a container's limit counts",
          0,
          tree,
          List.of(),
          List.of());
    }
  }

  /** Not asked for where the flight recorder tells the same, of Python's processes too. */
  private List<Recording.Line> processTree() {
    boolean recorded =
        executors.stream()
            .flatMap(life -> life.vitals().stream())
            .anyMatch(vitals -> vitals.highest(Vital.RESIDENT_JVM).isPresent());
    return recorded ? List.of() : Recording.processTree(conf);
  }

  /** Who switches the log on wants the executors' memory in it, too. */
  private List<Recording.Line> withPeaks(List<Recording.Line> log) {
    return Stream.of(log, Recording.executorPeaks(conf), processTree())
        .flatMap(List::stream)
        .toList();
  }

  private boolean isEventLogRead() {
    Stream<Evidence> told =
        Stream.concat(
            application.facts().all(ApplicationSignal.Started.class).stream().map(Signal::evidence),
            application.stages().stream()
                .map(stage -> stage.evidence())
                .filter(Objects::nonNull)
                .limit(50));
    return told.anyMatch(evidence -> evidence.source().kind() == SourceKind.EVENT_LOG);
  }

  /** What Spark, the History Server or somebody who cleaned up took away. */
  private void losses() {
    for (ApplicationSignal.EvidenceLost lost :
        application.facts().all(ApplicationSignal.EvidenceLost.class)) {
      String what = lost.what();
      State state = Losses.state(what);
      if (spots.stream().noneMatch(known -> known.id().equals(Losses.id(state)))) {
        add(
            Losses.id(state),
            state,
            what,
            Losses.hides(state),
            0,
            Losses.lines(what, state, conf),
            Losses.ways(state),
            List.of(lost.evidence()));
      }
    }
    boolean ended = application.facts().has(ApplicationSignal.Ended.class);
    if (isEventLogRead() && !ended) {
      add(
          "event-log-end",
          State.TRUNCATED,
          "the end of the event log: it tells no end of the application",
          "what happened last: the driver died, still runs, or the file is a copy from before",
          0,
          List.of(),
          List.of("the same file without .inprogress, or the newest file of a rolling log"),
          List.of());
    }
  }

  private void jvms() {
    boolean local = application.isLocalMode();
    long unread = executors.stream().filter(life -> life.gc().isEmpty()).count();
    if (unread > 0 || local && application.driver().gc().isEmpty()) {
      List<Recording.Line> lines = Recording.gcLog(conf, Jvm.EXECUTOR);
      add(
          "executor-gc-logs",
          lines.isEmpty() || !conf.isRead() ? State.ABSENT : State.NOT_RECORDED,
          local ? "the GC log of the JVM" : "GC logs of " + of(unread),
          "whether GC stopped a process before its end, and how much of its heap was live: GC, out"
              + " of memory, both, or neither",
          reach(Missing.GC_LOG),
          lines,
          conf.isRead() ? Whereabouts.gcLog(conf) : List.of(),
          List.of());
    }
    List<Recording.Line> handler = Recording.ownErrorHandler(conf, Jvm.EXECUTOR);
    if (!handler.isEmpty()) {
      add(
          "memory-error-trace",
          State.NOT_RECORDED,
          "stack traces of memory errors: -XX:+ExitOnOutOfMemoryError is on",
          "where an executor ran out of memory: the JVM ends with exit code 3 and one line on"
              + " stdout",
          0,
          handler,
          List.of(),
          List.of());
    }
    String cause = diagnosis.verdict().cause();
    if (HEAP_CAUSES.contains(cause) && !hasHeapDump()) {
      Jvm jvm = cause.startsWith("driver") ? Jvm.DRIVER : Jvm.EXECUTOR;
      List<Recording.Line> dump = Recording.heapDump(conf, jvm);
      if (!dump.isEmpty()) {
        add(
            "heap-dump",
            State.NOT_RECORDED,
            "a heap dump",
            "which objects filled the heap",
            0,
            dump,
            List.of(),
            List.of());
      }
    }
  }

  private boolean hasHeapDump() {
    return Stream.concat(
            Stream.of(application.driver(), application.anonymous()),
            application.executors().values().stream())
        .flatMap(life -> life.facts().all(JvmSignal.HeapDumped.class).stream())
        .anyMatch(dump -> dump.problem().isEmpty());
  }

  /** Who ended a process, and with which exit code. */
  private void ends() {
    List<ExecutorLost> lost =
        diagnosis.incidents().stream()
            .map(Explained::incident)
            .filter(ExecutorLost.class::isInstance)
            .map(ExecutorLost.class::cast)
            .toList();
    long silent = lost.stream().filter(one -> one.ledger().exitCode() == null).count();
    if (silent > 0) {
      add(
          "exit-codes",
          State.ABSENT,
          silent == 1
              ? "the exit code of a lost executor"
              : "exit codes of " + silent + " lost executors",
          "whether a signal, a memory limit, Spark or the program ended them",
          reach(Missing.EXIT_CODE),
          List.of(),
          Whereabouts.exitCodes(conf, application),
          List.of());
    }
    if (wanted.contains(Missing.KILLER)) {
      add(
          "killer",
          State.ABSENT,
          "the kernel's log and the memory events of the container",
          "who sent the signal: a memory limit, the kernel, or a person",
          reach(Missing.KILLER),
          List.of(),
          Whereabouts.killer(conf, lost.stream().flatMap(one -> one.life().host().stream())),
          List.of());
    }
  }

  private double reach(MissingEvidence... evidence) {
    boolean asked = Stream.of(evidence).anyMatch(wanted::contains);
    double now = diagnosis.verdict().confidence();
    return asked && now > 0 ? calibration.with(now, Strength.STRONG) : 0;
  }

  private void add(
      String id,
      State state,
      String what,
      String hides,
      double reach,
      List<Recording.Line> lines,
      List<String> ways,
      List<Evidence> evidence) {
    double gain = reach > diagnosis.verdict().confidence() ? reach : 0;
    spots.add(new BlindSpot(id, state, what, hides, gain, lines, ways, evidence));
  }
}

package io.fizzle.comparison;

import io.fizzle.application.Application;
import io.fizzle.application.GcProfile;
import io.fizzle.application.ProcessLife;
import io.fizzle.application.StageProfile;
import io.fizzle.cause.Measures;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.evidence.SourceKind;
import io.fizzle.remedy.SparkConf;
import io.fizzle.signal.ApplicationSignal;
import io.fizzle.signal.ExecutorSignal.PeakMetrics;
import io.fizzle.signal.JvmSignal.PauseKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One of two runs, with what can be compared of it. */
public final class Run {
  private final Diagnosis diagnosis;
  private final SparkConf conf;
  private final Fleet fleet;
  private final List<StageGroup> stages;
  private final @Nullable Instant from;
  private final @Nullable Instant to;
  private final WallTime wall;

  private Run(Diagnosis diagnosis) {
    Application application = diagnosis.application();
    this.diagnosis = diagnosis;
    this.conf = Measures.conf(application);
    this.fleet = Fleet.of(diagnosis);
    this.stages = StageGroup.of(application.stages());
    this.from =
        eventLogTime(application.facts().all(ApplicationSignal.Started.class))
            .orElse(application.start());
    this.to =
        eventLogTime(application.facts().all(ApplicationSignal.Ended.class))
            .orElse(application.end());
    this.wall = from == null || to == null ? WallTime.UNKNOWN : WallTime.of(from, to, stages);
  }

  static Run of(Diagnosis diagnosis) {
    return new Run(diagnosis);
  }

  /** Event logs tell milliseconds, logs a second; and a log begins before the application. */
  private static Optional<Instant> eventLogTime(List<? extends ApplicationSignal> signals) {
    return signals.stream()
        .filter(signal -> signal.evidence().source().kind() == SourceKind.EVENT_LOG)
        .flatMap(signal -> Optional.ofNullable(signal.evidence().time()).stream())
        .findFirst();
  }

  public Diagnosis diagnosis() {
    return diagnosis;
  }

  public Application application() {
    return diagnosis.application();
  }

  Application.Identity identity() {
    return application().identity();
  }

  SparkConf conf() {
    return conf;
  }

  Fleet fleet() {
    return fleet;
  }

  List<StageGroup> stages() {
    return stages;
  }

  WallTime wall() {
    return wall;
  }

  /** From start to end; empty where either is not known. */
  public Optional<Duration> length() {
    return from == null || to == null ? Optional.empty() : Optional.of(Duration.between(from, to));
  }

  /** True where the time of each stage is known, so that the run time can be taken apart. */
  boolean isTimed() {
    return wall.total() > 0;
  }

  /** How long after the start the first executor registered; 0 where that is not known. */
  double firstExecutorMillis() {
    return from == null
        ? 0
        : fleet.terms().stream()
            .mapToLong(term -> term.from().toEpochMilli() - from.toEpochMilli())
            .min()
            .orElse(0);
  }

  double sum(ToDoubleFunction<StageProfile> measure) {
    return application().stages().stream().mapToDouble(measure).sum();
  }

  double inputBytes() {
    return sum(stage -> stage.input().sum());
  }

  double inputRecords() {
    return sum(StageProfile::inputRecords);
  }

  double taskMillis() {
    return sum(stage -> stage.duration().sum());
  }

  double diskSpilled() {
    return sum(StageProfile::diskSpilled);
  }

  /** Share of the tasks' time that GC took, 0 to 1; 0 where no task told. */
  double gcShare() {
    double tasks = taskMillis();
    return tasks == 0 ? 0 : sum(StageProfile::gcMillis) / tasks;
  }

  private Stream<GcProfile> gcLogs() {
    return application().executors().values().stream().flatMap(life -> life.gc().stream());
  }

  /** Executors with a GC log. */
  long gcLogCount() {
    return gcLogs().count();
  }

  long fullCollections() {
    return gcLogs().mapToLong(log -> log.count(PauseKind.FULL)).sum();
  }

  /** The most that a full collection left in a heap, in bytes; -1 where there was none. */
  long mostLive() {
    return gcLogs()
        .flatMap(log -> log.fullCollections(null, Integer.MAX_VALUE).stream())
        .mapToLong(GcProfile.FullCollection::after)
        .max()
        .orElse(-1);
  }

  /** The highest peak of any executor in bytes; 0 where none was recorded. */
  long peak(ToLongFunction<PeakMetrics> measure) {
    return Stream.concat(
            application().executors().values().stream(), Stream.of(application().driver()))
        .map(ProcessLife::facts)
        .flatMap(facts -> facts.all(PeakMetrics.class).stream())
        .mapToLong(measure)
        .max()
        .stream()
        .filter(bytes -> bytes > 0)
        .findFirst()
        .orElse(0);
  }

  /**
   * False where GC logs saw a heap fuller than any peak that was recorded: peaks come with
   * heartbeats and with ended tasks, and an executor that died first sent none.
   */
  boolean hasWholePeaks() {
    return mostLive() <= peak(PeakMetrics::jvmHeap);
  }

  /** How often each operator stands in all plans. */
  Map<String, Integer> operators() {
    return application().usage().queries().counts();
  }
}

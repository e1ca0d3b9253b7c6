package io.fizzle.application;

import io.fizzle.evidence.Evidence;
import io.fizzle.signal.Failure;
import io.fizzle.signal.QuerySignal;
import io.fizzle.signal.TaskMetrics;
import io.fizzle.signal.WorkSignal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of one stage: its tasks as distributions and sums. Times in milliseconds, sizes in
 * bytes.
 */
public final class StageProfile {
  /** Of a stage's operators so many are named. */
  static final int MOST_OPERATORS = 8;

  private final int stage;
  private final int attempt;
  private String name = "";
  private int tasks = -1;
  private @Nullable Instant submitted;
  private @Nullable Instant completed;
  private @Nullable Failure failure;
  private @Nullable Evidence evidence;
  private long succeeded;
  private long failed;
  private final TaskDistribution duration = new TaskDistribution();
  private final TaskDistribution shuffleRead = new TaskDistribution();
  private final TaskDistribution input = new TaskDistribution();
  private final Span running = new Span();
  private List<String> operators = List.of();
  private long failedMillis;
  private long inputRecords;
  private long outputBytes;
  private long shuffleReadRecords;
  private long shuffleWriteBytes;
  private long fetchWaitMillis;
  private long runMillis;
  private long cpuMillis;
  private long gcMillis;
  private long memorySpilled;
  private long diskSpilled;
  private long peakExecutionMemory;
  private long resultBytes;
  private long deserializeMillis;
  private long schedulerDelayMillis;
  private long shuffleWriteMillis;
  private long lostMillis;
  private double idleForFewTasks;
  private double idleInTail;
  private long execution = -1;
  private int lineage;
  private List<OperatorInStage> sqlOperators = List.of();

  StageProfile(int stage, int attempt) {
    this.stage = stage;
    this.attempt = attempt;
  }

  void started(WorkSignal.StageStarted signal) {
    name = signal.name().isEmpty() ? name : signal.name();
    tasks = signal.tasks() >= 0 ? signal.tasks() : tasks;
    evidence = evidence == null ? signal.evidence() : evidence;
  }

  void ended(WorkSignal.StageEnded signal) {
    name = signal.name().isEmpty() ? name : signal.name();
    tasks = signal.tasks() >= 0 ? signal.tasks() : tasks;
    submitted = submitted == null ? signal.submitted() : submitted;
    completed = signal.completed() == null ? completed : signal.completed();
    failure = failure == null ? signal.failure() : failure;
    evidence = signal.evidence();
  }

  void succeeded(WorkSignal.TaskSucceeded signal) {
    succeeded++;
    TaskMetrics metrics = signal.metrics();
    Evidence task = signal.evidence();
    duration.add(metrics.durationMillis(), signal.index(), signal.executorId(), task);
    shuffleRead.add(metrics.shuffleReadBytes(), signal.index(), signal.executorId(), task);
    input.add(metrics.inputBytes(), signal.index(), signal.executorId(), task);
    running.add(task.time(), metrics.durationMillis());
    inputRecords += Math.max(0, metrics.inputRecords());
    outputBytes += Math.max(0, metrics.outputBytes());
    shuffleReadRecords += Math.max(0, metrics.shuffleReadRecords());
    shuffleWriteBytes += Math.max(0, metrics.shuffleWriteBytes());
    fetchWaitMillis += Math.max(0, metrics.shuffleFetchWaitMillis());
    runMillis += Math.max(0, metrics.runMillis());
    cpuMillis += Math.max(0, metrics.cpuMillis());
    gcMillis += Math.max(0, metrics.gcMillis());
    memorySpilled += Math.max(0, metrics.memorySpilled());
    diskSpilled += Math.max(0, metrics.diskSpilled());
    resultBytes += Math.max(0, metrics.resultBytes());
    peakExecutionMemory = Math.max(peakExecutionMemory, metrics.peakExecutionMemory());
    deserializeMillis += Math.max(0, metrics.deserializeMillis());
    schedulerDelayMillis += Math.max(0, metrics.schedulerDelayMillis());
    shuffleWriteMillis += Math.max(0, metrics.shuffleWriteMillis());
  }

  void detailed(QuerySignal.StageDetail detail) {
    execution = detail.execution() >= 0 ? detail.execution() : execution;
    lineage = Math.max(lineage, detail.lineage());
  }

  void runs(List<OperatorInStage> ran) {
    sqlOperators = List.copyOf(ran);
  }

  void lost(long coreMillis) {
    lostMillis += coreMillis;
  }

  void idle(double forFewTasks, double inTail) {
    idleForFewTasks += forFewTasks;
    idleInTail += inTail;
  }

  void failedTask(WorkSignal.TaskFailed signal) {
    failed++;
    TaskMetrics metrics = signal.metrics();
    if (metrics != null) {
      failedMillis += Math.max(0, metrics.durationMillis());
      running.add(signal.evidence().time(), metrics.durationMillis());
    }
  }

  void shaped(WorkSignal.StageShaped signal) {
    operators = signal.operators();
  }

  public int stage() {
    return stage;
  }

  public int attempt() {
    return attempt;
  }

  /** The call site, for example {@code count at Job.java:72}; empty where not told. */
  public String name() {
    return name;
  }

  /** Number of tasks, -1 where not told. */
  public int tasks() {
    return tasks;
  }

  public Optional<Instant> submitted() {
    return Optional.ofNullable(submitted);
  }

  public Optional<Instant> completed() {
    return Optional.ofNullable(completed);
  }

  public Optional<Failure> failure() {
    return Optional.ofNullable(failure);
  }

  /** The stage's own event, null where only its tasks were seen. */
  public @Nullable Evidence evidence() {
    return evidence;
  }

  public long succeededTasks() {
    return succeeded;
  }

  public long failedTasks() {
    return failed;
  }

  public TaskDistribution duration() {
    return duration;
  }

  public TaskDistribution shuffleRead() {
    return shuffleRead;
  }

  public TaskDistribution input() {
    return input;
  }

  public long runMillis() {
    return runMillis;
  }

  public long cpuMillis() {
    return cpuMillis;
  }

  public long gcMillis() {
    return gcMillis;
  }

  public long memorySpilled() {
    return memorySpilled;
  }

  public long diskSpilled() {
    return diskSpilled;
  }

  public long peakExecutionMemory() {
    return peakExecutionMemory;
  }

  /** Time of failed attempts that told how long they ran, in milliseconds. */
  public long failedMillis() {
    return failedMillis;
  }

  /** When the first task was launched; empty where no task told. */
  public Optional<Instant> firstLaunch() {
    return running.from();
  }

  /** When the last task ended; empty where no task told. */
  public Optional<Instant> lastFinish() {
    return running.to();
  }

  /** Names of the RDD scopes that it runs through; empty where not told. */
  public List<String> operators() {
    return operators;
  }

  public long inputRecords() {
    return inputRecords;
  }

  public long outputBytes() {
    return outputBytes;
  }

  public long shuffleReadRecords() {
    return shuffleReadRecords;
  }

  public long shuffleWriteBytes() {
    return shuffleWriteBytes;
  }

  /** Time that tasks waited for blocks of other executors. */
  public long fetchWaitMillis() {
    return fetchWaitMillis;
  }

  public long resultBytes() {
    return resultBytes;
  }

  /** Loading tasks: classes, closure and lineage. */
  public long deserializeMillis() {
    return deserializeMillis;
  }

  /** See {@link TaskMetrics#schedulerDelayMillis()}. */
  public long schedulerDelayMillis() {
    return schedulerDelayMillis;
  }

  /** Tasks that were blocked on writing shuffle files. */
  public long shuffleWriteMillis() {
    return shuffleWriteMillis;
  }

  /** Core-milliseconds of attempts that failed or were lost. */
  public long lostMillis() {
    return lostMillis;
  }

  /** Core-milliseconds for which cores had nothing to do because the stage had too few tasks. */
  public double idleForFewTasks() {
    return idleForFewTasks;
  }

  /** Core-milliseconds for which cores had nothing to do because only the last tasks ran. */
  public double idleInTail() {
    return idleInTail;
  }

  /** The SQL execution that it worked for, -1 for none. */
  public long execution() {
    return execution;
  }

  /** RDDs on the longest way through it, 0 where not told. */
  public int lineage() {
    return lineage;
  }

  /** The SQL operators that it ran, the most telling first; empty where not told. */
  public List<OperatorInStage> sqlOperators() {
    return sqlOperators;
  }
}

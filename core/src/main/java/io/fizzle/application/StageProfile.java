package io.fizzle.application;

import io.fizzle.evidence.Evidence;
import io.fizzle.signal.Failure;
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
}

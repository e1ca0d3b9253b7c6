package io.fizzle.application;

import io.fizzle.evidence.Evidence;
import io.fizzle.signal.Failure;
import io.fizzle.signal.TaskMetrics;
import io.fizzle.signal.WorkSignal;
import java.time.Instant;
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
    runMillis += Math.max(0, metrics.runMillis());
    cpuMillis += Math.max(0, metrics.cpuMillis());
    gcMillis += Math.max(0, metrics.gcMillis());
    memorySpilled += Math.max(0, metrics.memorySpilled());
    diskSpilled += Math.max(0, metrics.diskSpilled());
    resultBytes += Math.max(0, metrics.resultBytes());
    peakExecutionMemory = Math.max(peakExecutionMemory, metrics.peakExecutionMemory());
  }

  void failedTask() {
    failed++;
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

  public long resultBytes() {
    return resultBytes;
  }
}

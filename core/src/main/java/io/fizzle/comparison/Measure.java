package io.fizzle.comparison;

import io.fizzle.application.StageProfile;
import io.fizzle.signal.ExecutorSignal.PeakMetrics;
import java.util.ArrayList;
import java.util.List;

/**
 * A number of both runs.
 *
 * @param before -1 where not told
 * @param after -1 where not told
 */
public record Measure(String name, Unit unit, double before, double after) {

  /** What the number counts. */
  public enum Unit {
    MILLIS,
    BYTES,
    COUNT,
    SHARE
  }

  /** Below this share of the larger one two numbers count as the same, as run times vary too. */
  private static final double LITTLE = 0.02;

  static List<Measure> of(Run before, Run after) {
    List<Measure> all = new ArrayList<>();
    all.add(
        new Measure(
            "run time",
            Unit.MILLIS,
            before.length().map(length -> (double) length.toMillis()).orElse(-1.0),
            after.length().map(length -> (double) length.toMillis()).orElse(-1.0)));
    new Both(before, after, all).write();
    return all.stream().filter(measure -> measure.before > 0 || measure.after > 0).toList();
  }

  /** True where the numbers differ by more than run times do by chance. */
  public boolean isDifferent() {
    return Math.abs(after - before) > LITTLE * Math.max(Math.abs(before), Math.abs(after));
  }

  /** A measure of one run. */
  @FunctionalInterface
  private interface Reading {
    double of(Run run);
  }

  private record Both(Run before, Run after, List<Measure> all) {

    void write() {
      add("time of successful tasks", Unit.MILLIS, Run::taskMillis);
      add("time of failed tasks", Unit.MILLIS, run -> run.sum(StageProfile::failedMillis));
      add("processor time", Unit.MILLIS, run -> run.sum(StageProfile::cpuMillis));
      add("input", Unit.BYTES, Run::inputBytes);
      add("input records", Unit.COUNT, Run::inputRecords);
      add("output", Unit.BYTES, run -> run.sum(StageProfile::outputBytes));
      add("shuffle written", Unit.BYTES, run -> run.sum(StageProfile::shuffleWriteBytes));
      add("shuffle read", Unit.BYTES, run -> run.sum(stage -> stage.shuffleRead().sum()));
      add("spilled to disk", Unit.BYTES, Run::diskSpilled);
      add("stages", Unit.COUNT, run -> run.application().stages().size());
      add("tasks", Unit.COUNT, run -> run.sum(StageProfile::succeededTasks));
      add("failed tasks", Unit.COUNT, run -> run.sum(StageProfile::failedTasks));
      add("executors", Unit.COUNT, run -> run.fleet().executors());
      add("executors lost", Unit.COUNT, run -> run.fleet().lost());
      add("hosts", Unit.COUNT, run -> run.fleet().hosts());
      add("cores at most", Unit.COUNT, run -> run.fleet().mostCores());
      add("GC share of task time", Unit.SHARE, Run::gcShare);
      if (before.gcLogCount() > 0 && after.gcLogCount() > 0) {
        add("full collections", Unit.COUNT, Run::fullCollections);
        add("most live after a full collection", Unit.BYTES, Run::mostLive);
      }
      if (before.hasWholePeaks() && after.hasWholePeaks()) {
        peak("peak heap of an executor", PeakMetrics::jvmHeap);
      }
      peak("peak resident size of an executor", PeakMetrics::processRss);
      add(
          "peak execution memory of a task",
          Unit.BYTES,
          run ->
              run.application().stages().stream()
                  .mapToLong(StageProfile::peakExecutionMemory)
                  .max()
                  .orElse(0));
    }

    private void add(String name, Unit unit, Reading reading) {
      all.add(new Measure(name, unit, reading.of(before), reading.of(after)));
    }

    /** Peaks that only one run recorded tell nothing of a difference. */
    private void peak(String name, java.util.function.ToLongFunction<PeakMetrics> peak) {
      if (before.peak(peak) > 0 && after.peak(peak) > 0) {
        add(name, Unit.BYTES, run -> run.peak(peak));
      }
    }
  }
}

package io.fizzle.report;

import io.fizzle.application.StageProfile;
import io.fizzle.application.TaskDistribution;
import io.fizzle.diagnosis.Diagnosis;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the tasks of one stage are spread.
 *
 * @param name with its call site
 * @param durations milliseconds at {@link #RANKS}
 * @param reads bytes of input and shuffle at {@link #RANKS}; empty where nothing was read
 */
record StageChart(
    String name,
    long tasks,
    long failed,
    long runMillis,
    long gcMillis,
    long spilled,
    List<Double> durations,
    List<Double> reads) {

  /**
   * From the quickest task to the slowest one; the middle half lies between the second and third.
   */
  static final List<Double> RANKS = List.of(0.0, 0.25, 0.5, 0.75, 0.95, 1.0);

  private static final int MOST = 16;

  /** The stages that worked longest, longest first. */
  static List<StageChart> of(Diagnosis diagnosis) {
    return diagnosis.application().stages().stream()
        .filter(stage -> stage.duration().count() > 0)
        .sorted(Comparator.comparingLong(StageProfile::runMillis).reversed())
        .limit(MOST)
        .map(StageChart::of)
        .toList();
  }

  private static StageChart of(StageProfile stage) {
    String attempt = stage.attempt() > 0 ? "." + stage.attempt() : "";
    TaskDistribution read =
        Stream.of(stage.shuffleRead(), stage.input())
            .max(Comparator.comparingDouble(TaskDistribution::sum))
            .orElseThrow();
    return new StageChart(
        "stage " + stage.stage() + attempt + (stage.name().isEmpty() ? "" : " · " + stage.name()),
        stage.succeededTasks(),
        stage.failedTasks(),
        stage.runMillis(),
        stage.gcMillis(),
        stage.memorySpilled(),
        quantiles(stage.duration()),
        read.sum() > 0 ? quantiles(read) : List.of());
  }

  private static List<Double> quantiles(TaskDistribution distribution) {
    return RANKS.stream()
        .map(rank -> rank == 1.0 ? distribution.max() : distribution.quantile(rank))
        .toList();
  }
}

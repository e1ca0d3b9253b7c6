package io.fizzle.report;

import io.fizzle.application.Application;
import io.fizzle.application.ProcessLife;
import io.fizzle.application.StageProfile;
import io.fizzle.diagnosis.Diagnosis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The run laid out in time, aggregated to what a screen can show: a fixed number of columns,
 * whatever its length, and a bounded number of rows, whatever its size.
 *
 * @param from start of the first column, milliseconds since the epoch
 * @param step width of a column in milliseconds
 * @param columns how many there are
 * @param running tasks that ran at once, on average of each column
 * @param alive executors that lived in each column
 * @param rows the driver, then executors: those that were lost first, then those that collected
 *     most, then those that worked most
 * @param others how many executors have no row
 * @param stages the stages that took longest, in the order of time
 */
record Timeline(
    long from,
    long step,
    int columns,
    List<Double> running,
    List<Integer> alive,
    List<TimelineRow> rows,
    int others,
    List<StageBar> stages) {
  private static final int COLUMNS = 160;
  private static final int MOST_ROWS = 200;
  private static final int MOST_STAGES = 12;
  private static final long NARROWEST_MILLIS = 250;

  /** A stage's time from submission to completion, milliseconds since the epoch. */
  record StageBar(String name, long from, long to, boolean failed) {}

  /** Nothing to draw: no source tells a time. */
  static final Timeline NONE = new Timeline(0, 1, 0, List.of(), List.of(), List.of(), 0, List.of());

  boolean isEmpty() {
    return columns == 0;
  }

  long to() {
    return from + step * columns;
  }

  static Timeline of(Diagnosis diagnosis) {
    Application application = diagnosis.application();
    List<Life> lives = Life.all(diagnosis);
    Optional<Instant> first = times(application, lives).min(Comparator.naturalOrder());
    Optional<Instant> last = times(application, lives).max(Comparator.naturalOrder());
    if (first.isEmpty() || last.isEmpty()) {
      return NONE;
    }
    long from = first.get().toEpochMilli();
    long span = Math.max(1000, last.get().toEpochMilli() - from);
    long step = Math.max(NARROWEST_MILLIS, (span + COLUMNS - 1) / COLUMNS);
    int columns = (int) ((span + step - 1) / step);
    List<Life> executors =
        lives.stream().filter(life -> !life.life().owner().isDriver()).sorted(Life.ORDER).toList();
    List<Life> drawn =
        Stream.concat(
                lives.stream().filter(life -> life.life().owner().isDriver()),
                executors.stream().limit(MOST_ROWS))
            .toList();
    Grid grid = new Grid(from, step, columns);
    return new Timeline(
        from,
        step,
        columns,
        running(lives, grid),
        alive(executors, grid),
        drawn.stream().map(life -> TimelineRow.of(life, grid)).toList(),
        Math.max(0, executors.size() - MOST_ROWS),
        stages(application));
  }

  /**
   * Columns of equal width.
   *
   * @param from start of the first, milliseconds since the epoch
   * @param step width in milliseconds
   */
  record Grid(long from, long step, int columns) {
    long start(int column) {
      return from + column * step;
    }

    long end() {
      return start(columns);
    }
  }

  private static Stream<Instant> times(Application application, List<Life> lives) {
    return Stream.concat(
            Stream.of(application.start(), application.end()),
            lives.stream().flatMap(life -> Stream.of(life.from(), life.to())))
        .filter(Objects::nonNull);
  }

  private static List<Double> running(List<Life> lives, Grid grid) {
    List<Double> running = new ArrayList<>();
    List<ProcessLife> busy =
        lives.stream().map(Life::life).filter(life -> !life.tasks().busy().isEmpty()).toList();
    for (int column = 0; !busy.isEmpty() && column < grid.columns(); column++) {
      long start = grid.start(column);
      double sum = 0;
      for (ProcessLife life : busy) {
        sum += life.tasks().busy().sumBetween(start, start + grid.step());
      }
      running.add(sum / grid.step());
    }
    return running;
  }

  private static List<Integer> alive(List<Life> executors, Grid grid) {
    List<Integer> alive = new ArrayList<>();
    for (int column = 0; !executors.isEmpty() && column < grid.columns(); column++) {
      long start = grid.start(column);
      long end = start + grid.step();
      alive.add((int) executors.stream().filter(life -> life.livesBetween(start, end)).count());
    }
    return alive;
  }

  private static List<StageBar> stages(Application application) {
    return application.stages().stream()
        .map(Timeline::bar)
        .flatMap(Optional::stream)
        .sorted(Comparator.comparingLong((StageBar bar) -> bar.to() - bar.from()).reversed())
        .limit(MOST_STAGES)
        .sorted(Comparator.comparingLong(StageBar::from))
        .toList();
  }

  private static Optional<StageBar> bar(StageProfile stage) {
    @Nullable Instant from = stage.submitted().orElse(null);
    @Nullable Instant to = stage.completed().orElse(null);
    String attempt = stage.attempt() > 0 ? "." + stage.attempt() : "";
    return from == null || to == null
        ? Optional.empty()
        : Optional.of(
            new StageBar(
                "stage " + stage.stage() + attempt + " " + stage.name(),
                from.toEpochMilli(),
                to.toEpochMilli(),
                stage.failure().isPresent()));
  }
}

package io.fizzle.report;

import io.fizzle.application.GcProfile;
import io.fizzle.application.ProcessLife;
import io.fizzle.evidence.Evidence;
import io.fizzle.report.Timeline.Grid;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.Signal;
import io.fizzle.signal.WorkSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One process's row of the timeline.
 *
 * @param from when it began, milliseconds since the epoch
 * @param to when it ended
 * @param lost true where its end was not meant to happen
 * @param end how it ended, in a few words
 * @param busy tasks that ran at once, on average of each column; empty where nothing tells
 * @param gc share of time that GC took, 0 to 1, of each column; empty where nothing tells
 * @param exactGc true where the shares come from a GC log, false where tasks counted them
 * @param heap bytes in use after collections, of each column, 0 where there was none; empty without
 *     a GC log
 * @param heapMax the largest heap in bytes, 0 where not told
 */
record TimelineRow(
    String name,
    String host,
    long from,
    long to,
    boolean lost,
    String end,
    List<Double> busy,
    List<Double> gc,
    boolean exactGc,
    List<Double> heap,
    long heapMax,
    List<Mark> marks) {
  private static final int MOST_MARKS = 12;

  /** Something that happened to it at one time. */
  record Mark(long at, Kind kind, String text) {}

  /** What a mark shows. */
  enum Kind {
    REMOVED,
    HEARTBEAT,
    MEMORY_ERROR,
    TASK_FAILED,
    ENDED
  }

  static TimelineRow of(Life life, Grid grid) {
    ProcessLife process = life.life();
    Instant from = life.from();
    Instant to = life.to();
    GcProfile gc = process.gc().filter(GcProfile::hasClock).orElse(null);
    long start = from == null ? grid.from() : from.toEpochMilli();
    return new TimelineRow(
        life.name(),
        process.host().orElse(""),
        start,
        Math.max(start, to == null ? grid.end() : to.toEpochMilli()),
        life.isGrave(),
        life.end(),
        busy(process, grid),
        gc == null ? taskGc(process, grid) : stopped(gc, grid),
        gc != null,
        gc == null ? List.of() : heap(gc, grid),
        gc == null ? 0 : gc.jvm().map(JvmSignal.Started::maxHeapBytes).orElse(0L),
        marks(life));
  }

  private static List<Double> columns(Grid grid, Function<Long, Double> value) {
    List<Double> values = new ArrayList<>(grid.columns());
    for (int column = 0; column < grid.columns(); column++) {
      values.add(value.apply(grid.start(column)));
    }
    return values;
  }

  private static List<Double> busy(ProcessLife life, Grid grid) {
    return life.tasks().busy().isEmpty()
        ? List.of()
        : columns(
            grid,
            at -> life.tasks().busy().sumBetween(at, at + grid.step()) / (double) grid.step());
  }

  private static List<Double> taskGc(ProcessLife life, Grid grid) {
    return life.tasks().measured().isEmpty()
        ? List.of()
        : columns(
            grid,
            at -> {
              double busy = life.tasks().measured().sumBetween(at, at + grid.step());
              double gc = life.tasks().gc().sumBetween(at, at + grid.step());
              return busy < 1 ? 0 : Math.min(1, gc / busy);
            });
  }

  private static List<Double> stopped(GcProfile gc, Grid grid) {
    Duration step = Duration.ofMillis(grid.step());
    return columns(grid, at -> gc.stoppedShare(Instant.ofEpochMilli(at + grid.step()), step));
  }

  private static List<Double> heap(GcProfile gc, Grid grid) {
    return gc.heapAfterCollections().isEmpty()
        ? List.of()
        : columns(grid, at -> gc.heapAfterCollections().peakBetween(at, at + grid.step()));
  }

  private static List<Mark> marks(Life life) {
    List<Mark> marks = new ArrayList<>();
    ProcessLife process = life.life();
    add(marks, process, ExecutorSignal.Removed.class, Kind.REMOVED, one -> one.reason().text());
    add(
        marks,
        process,
        ExecutorSignal.HeartbeatMissed.class,
        Kind.HEARTBEAT,
        one -> "no heartbeat for " + Wording.duration(Duration.ofMillis(one.silenceMillis())));
    add(
        marks,
        process,
        JvmSignal.OutOfMemory.class,
        Kind.MEMORY_ERROR,
        one -> one.evidence().excerpt());
    add(marks, process, FailureSignal.Uncaught.class, TimelineRow::kind, TimelineRow::headline);
    add(marks, process, FailureSignal.Logged.class, TimelineRow::kind, TimelineRow::headline);
    add(marks, process, WorkSignal.TaskFailed.class, Kind.TASK_FAILED, TimelineRow::headline);
    add(
        marks,
        process,
        ExecutorSignal.Exited.class,
        Kind.ENDED,
        one -> "exited with status " + one.exitStatus());
    add(
        marks,
        process,
        JvmSignal.SignalReceived.class,
        Kind.ENDED,
        one -> "received SIG" + one.signal());
    marks.sort(Comparator.comparingLong(Mark::at));
    return marks.stream().distinct().limit(MOST_MARKS).toList();
  }

  private static Kind kind(FailureSignal signal) {
    return signal.failure().kind().isJvmOutOfMemory() ? Kind.MEMORY_ERROR : Kind.ENDED;
  }

  private static String headline(FailureSignal signal) {
    return signal.failure().headline();
  }

  private static String headline(WorkSignal.TaskFailed signal) {
    return "task failed: " + signal.failure().headline();
  }

  private static <T extends Signal> void add(
      List<Mark> marks, ProcessLife life, Class<T> type, Kind kind, Function<T, String> text) {
    add(marks, life, type, one -> kind, text);
  }

  private static <T extends Signal> void add(
      List<Mark> marks,
      ProcessLife life,
      Class<T> type,
      Function<? super T, Kind> kind,
      Function<? super T, String> text) {
    for (T signal : life.facts().all(type)) {
      @Nullable Instant time = timeOf(signal.evidence());
      if (time != null) {
        marks.add(new Mark(time.toEpochMilli(), kind.apply(signal), text.apply(signal)));
      }
    }
  }

  private static @Nullable Instant timeOf(Evidence evidence) {
    return evidence.time();
  }
}

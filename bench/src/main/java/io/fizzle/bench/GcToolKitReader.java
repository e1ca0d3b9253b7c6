package io.fizzle.bench;

import com.microsoft.gctoolkit.GCToolKit;
import com.microsoft.gctoolkit.aggregator.Aggregates;
import com.microsoft.gctoolkit.aggregator.Aggregation;
import com.microsoft.gctoolkit.aggregator.Aggregator;
import com.microsoft.gctoolkit.aggregator.Collates;
import com.microsoft.gctoolkit.aggregator.EventSource;
import com.microsoft.gctoolkit.event.g1gc.G1GCPauseEvent;
import com.microsoft.gctoolkit.event.generational.GenerationalGCPauseEvent;
import com.microsoft.gctoolkit.event.shenandoah.ShenandoahCycle;
import com.microsoft.gctoolkit.event.zgc.FullZGCCycle;
import com.microsoft.gctoolkit.event.zgc.MajorZGCCycle;
import com.microsoft.gctoolkit.event.zgc.MinorZGCCycle;
import com.microsoft.gctoolkit.event.zgc.ZGCCycle;
import com.microsoft.gctoolkit.io.SingleGCLogFile;
import com.microsoft.gctoolkit.time.DateTimeStamp;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;

/**
 * The peer of {@link WarmReader}: {@code GcToolKitReader FILE PASSES} counts pauses by Microsoft's
 * GCToolKit and prints the same figures. Its log and what it prints of lines that it does not know,
 * thousands of them, are switched off: they would be most of its time.
 */
final class GcToolKitReader {
  private GcToolKitReader() {}

  public static void main(String[] arguments) throws IOException {
    PrintStream output = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    LogManager.getLogManager().reset();
    Path log = Path.of(arguments[0]);
    output.println(WarmReading.of(Integer.parseInt(arguments[1]), () -> read(log)).line());
    System.exit(0); // its threads would not end by themselves
  }

  private static Pauses read(Path log) throws IOException {
    GCToolKit toolKit = new GCToolKit();
    Sum sum = new Sum();
    toolKit.loadAggregation(sum);
    toolKit.analyze(new SingleGCLogFile(log));
    return sum.pauses();
  }

  /** What is counted. */
  @Collates(Counter.class)
  public static final class Sum extends Aggregation {
    private long count;
    private double millis;

    private void add(double millis) {
      count++;
      this.millis += millis;
    }

    Pauses pauses() {
      return new Pauses(count, Math.round(millis * 1_000));
    }

    @Override
    public boolean hasWarning() {
      return false;
    }

    @Override
    public boolean isEmpty() {
      return count == 0;
    }
  }

  /** Counts. */
  @Aggregates({EventSource.GENERATIONAL, EventSource.G1GC, EventSource.ZGC, EventSource.SHENANDOAH})
  public static final class Counter extends Aggregator<Sum> {
    public Counter(Sum sum) {
      super(sum);
      register(GenerationalGCPauseEvent.class, pause -> sum.add(1_000 * pause.getDuration()));
      register(G1GCPauseEvent.class, pause -> sum.add(1_000 * pause.getDuration()));
      register(FullZGCCycle.class, this::full);
      register(MinorZGCCycle.class, minor -> cycle(minor.getYoungCycle()));
      register(
          MajorZGCCycle.class,
          major -> {
            cycle(major.getYoungCycle());
            cycle(major.getOldCycle());
          });
      // knows no pauses; it stands here for the day on which it is made from a log
      register(ShenandoahCycle.class, cycle -> sum.add(1_000 * cycle.getDuration()));
    }

    private void full(FullZGCCycle full) {
      pause(full.getPauseMarkStartTimeStamp(), full.getPauseMarkStartDuration());
      pause(full.getPauseMarkEndTimeStamp(), full.getPauseMarkEndDuration());
      pause(full.getPauseRelocateStartTimeStamp(), full.getPauseRelocateStartDuration());
    }

    private void cycle(@Nullable ZGCCycle cycle) {
      if (cycle != null) {
        pause(cycle.getPauseMarkStartTimeStamp(), cycle.getPauseMarkStartDuration());
        pause(cycle.getPauseMarkEndTimeStamp(), cycle.getPauseMarkEndDuration());
        pause(cycle.getPauseRelocateStartTimeStamp(), cycle.getPauseRelocateStartDuration());
      }
    }

    /** A cycle of ZGC keeps the time of each of its pauses, and its milliseconds. */
    private void pause(@Nullable DateTimeStamp start, double millis) {
      if (start != null) {
        aggregation().add(millis);
      }
    }
  }
}

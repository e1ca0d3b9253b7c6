package io.fizzle.bench;

import com.microsoft.gctoolkit.GCToolKit;
import com.microsoft.gctoolkit.aggregator.Aggregates;
import com.microsoft.gctoolkit.aggregator.Aggregation;
import com.microsoft.gctoolkit.aggregator.Aggregator;
import com.microsoft.gctoolkit.aggregator.Collates;
import com.microsoft.gctoolkit.aggregator.EventSource;
import com.microsoft.gctoolkit.event.g1gc.G1GCPauseEvent;
import com.microsoft.gctoolkit.io.SingleGCLogFile;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The peer of {@link WarmReader} for G1 logs: {@code GcToolKitReader FILE PASSES} counts pauses by
 * Microsoft's GCToolKit and prints the same two figures.
 */
final class GcToolKitReader {
  private GcToolKitReader() {}

  public static void main(String[] arguments) throws IOException {
    int passes = Integer.parseInt(arguments[1]);
    double[] seconds = new double[passes];
    long pauses = 0;
    for (int pass = 0; pass < passes; pass++) {
      long before = cpuNanos();
      GCToolKit toolKit = new GCToolKit();
      Pauses counted = new Pauses();
      toolKit.loadAggregation(counted);
      toolKit.analyze(new SingleGCLogFile(Path.of(arguments[0])));
      pauses = counted.count;
      seconds[pass] = (cpuNanos() - before) / 1e9;
    }
    System.out.printf(Locale.ROOT, "%.4f %d%n", Spread.of(seconds, passes / 2).median(), pauses);
    System.exit(0);
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** What is counted. */
  @Collates(PauseCounter.class)
  public static final class Pauses extends Aggregation {
    private long count;

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
  @Aggregates({EventSource.G1GC})
  public static final class PauseCounter extends Aggregator<Pauses> {
    public PauseCounter(Pauses pauses) {
      super(pauses);
      register(G1GCPauseEvent.class, pause -> pauses.count++);
    }
  }
}

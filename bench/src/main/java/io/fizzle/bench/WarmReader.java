package io.fizzle.bench;

import com.sun.management.OperatingSystemMXBean;
import io.fizzle.application.ApplicationBuilder;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ReadInput;
import io.fizzle.read.Reader;
import io.fizzle.read.SourceClock;
import io.fizzle.read.gc.GcLogReader;
import io.fizzle.read.log.SparkLogReader;
import io.fizzle.signal.JvmSignal;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads and folds one file again and again in one JVM: {@code WarmReader log|gc FILE PASSES}.
 * Prints the median CPU seconds of a pass of the second half (all threads: collector and compilers
 * too) and how many GC pauses a pass saw.
 */
final class WarmReader {
  private WarmReader() {}

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[1]);
    boolean gc = arguments[0].equals("gc");
    int passes = Integer.parseInt(arguments[2]);
    double[] seconds = new double[passes];
    long pauses = 0;
    for (int pass = 0; pass < passes; pass++) {
      long before = cpuNanos();
      pauses = read(gc ? new GcLogReader() : new SparkLogReader(), gc, file);
      seconds[pass] = (cpuNanos() - before) / 1e9;
    }
    System.out.printf(Locale.ROOT, "%.4f %d%n", Spread.of(seconds, passes / 2).median(), pauses);
  }

  /**
   * Runs {@link #main} in a JVM of its own, with both of the JVM's compilers as in a process that
   * stays.
   */
  static String inChild(String kind, Path file, String passes) throws IOException {
    List<String> command =
        List.of(
            Machine.java(),
            "-XX:+UseSerialGC",
            "-cp",
            Machine.classPath(),
            WarmReader.class.getName(),
            kind,
            file.toString(),
            passes);
    return Measured.of(1, Set.of(0), command).output().strip();
  }

  private static long read(Reader reader, boolean gc, Path file) throws IOException {
    SourceKind kind = gc ? SourceKind.GC_LOG : SourceKind.SPARK_LOG;
    Source source = new Source(file.toString(), kind, gc ? Owner.executor("1") : Owner.DRIVER);
    ApplicationBuilder builder = new ApplicationBuilder();
    long[] pauses = {0};
    try (InputStream bytes = Files.newInputStream(file)) {
      reader.read(
          new ReadInput(source, SourceClock.UTC),
          bytes,
          signal -> {
            pauses[0] += signal instanceof JvmSignal.GcPause ? 1 : 0;
            builder.accept(signal);
          });
    }
    return pauses[0];
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}

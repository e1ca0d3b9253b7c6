package io.fizzle.bench;

import io.fizzle.application.ApplicationBuilder;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ReadInput;
import io.fizzle.read.Reader;
import io.fizzle.read.SourceClock;
import io.fizzle.read.gc.GcLogReader;
import io.fizzle.read.log.SparkLogReader;
import io.fizzle.signal.JvmSignal.GcPause;
import io.fizzle.signal.JvmSignal.PauseKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads and folds one file again and again in one JVM: {@code WarmReader log|gc FILE PASSES}.
 * Prints a {@link WarmReading}.
 */
final class WarmReader {
  private WarmReader() {}

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[1]);
    boolean gc = arguments[0].equals("gc");
    int passes = Integer.parseInt(arguments[2]);
    Reader reader = gc ? new GcLogReader() : new SparkLogReader();
    System.out.println(WarmReading.of(passes, () -> read(reader, gc, file)).line());
  }

  /** Runs {@link #main} in a JVM of its own. */
  static WarmReading inChild(String kind, Path file, int passes) throws IOException {
    List<String> command = new ArrayList<>(Machine.measuringJvm());
    command.addAll(
        List.of(WarmReader.class.getName(), kind, file.toString(), Integer.toString(passes)));
    return WarmReading.parse(Measured.of(1, Set.of(0), command).output());
  }

  /** The pauses of a GC log as Fizzle reads them. */
  static Pauses readGcLog(Path file) throws IOException {
    return read(new GcLogReader(), true, file);
  }

  private static Pauses read(Reader reader, boolean gc, Path file) throws IOException {
    SourceKind kind = gc ? SourceKind.GC_LOG : SourceKind.SPARK_LOG;
    Source source = new Source(file.toString(), kind, gc ? Owner.executor("1") : Owner.DRIVER);
    ApplicationBuilder builder = new ApplicationBuilder();
    long[] pauses = {0, 0};
    try (InputStream bytes = Files.newInputStream(file)) {
      reader.read(
          new ReadInput(source, SourceClock.UTC),
          bytes,
          signal -> {
            // a stall is a signal of the same kind, but stops one thread only
            if (signal instanceof GcPause pause && pause.kind() != PauseKind.ALLOCATION_STALL) {
              pauses[0]++;
              pauses[1] += pause.pauseMicros();
            }
            builder.accept(signal);
          });
    }
    return new Pauses(pauses[0], pauses[1]);
  }
}

package io.fizzle.read.gc;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Owner.Role;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.SignalSink;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The GC logs in what {@code yarn logs} prints: each file of each container stands between two
 * seams (LogAggregationFormat and AggregatedLogFormat of Hadoop 2.x and 3.x). Only what a container
 * called a GC log, or its standard output, which a JVM logs to unless it is told a file, can hold
 * one.
 */
final class AggregatedSections {
  private static final byte[] CONTAINER = Line.ascii("Container: container_");
  private static final byte[] BEGIN = Line.ascii("LogType:");
  private static final byte[] END = Line.ascii("End of LogType:");
  private static final int LONGEST_SEAM = 400;

  private final ReadInput input;
  private final SignalSink sink;
  private @Nullable GcReading reading;
  private String container = "";
  private long skipped;

  AggregatedSections(ReadInput input, SignalSink sink) {
    this.input = input;
    this.sink = sink;
  }

  /** True where a line begins the files of a container. */
  static boolean beginAt(Line line) {
    return line.has(CONTAINER, line.from);
  }

  void accept(Line line) {
    if (beginAt(line)) {
      end();
      String text = seam(line);
      int name = text.indexOf("container_");
      int blank = text.indexOf(' ', name);
      container = text.substring(name, blank < 0 ? text.length() : blank);
    } else if (line.has(END, line.from)) {
      end();
    } else if (line.has(BEGIN, line.from)) {
      end();
      begin(seam(line).substring(BEGIN.length).strip());
    } else if (reading != null) {
      reading.accept(line);
    }
  }

  private static String seam(Line line) {
    String text = line.text(line.from);
    return text.substring(0, Math.min(text.length(), LONGEST_SEAM));
  }

  private void begin(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    if (name.contains("gc") || name.equals("stdout")) {
      Role role = container.endsWith("_000001") ? Role.APPLICATION_MASTER : Role.EXECUTOR;
      Source section =
          new Source(
              input.source().name() + "!" + container + "/" + file,
              SourceKind.GC_LOG,
              new Owner(role, container));
      reading = new GcReading(new ReadInput(section, input.clock()), sink);
    }
  }

  private void end() {
    if (reading != null) {
      skipped += reading.end();
      reading = null;
    }
  }

  ReadReport report(LineSplitter lines) {
    end();
    IOException tear = lines.tear();
    return new ReadReport(
        lines.bytes(),
        lines.lines(),
        skipped,
        tear != null,
        tear == null
            ? List.of()
            : List.of("line " + lines.lines() + ": the stream broke: " + tear.getMessage()));
  }
}

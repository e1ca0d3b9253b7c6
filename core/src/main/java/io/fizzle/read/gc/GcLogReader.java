package io.fizzle.read.gc;

import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.Reader;
import io.fizzle.read.SignalSink;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads GC logs of HotSpot: unified logging (JDK 9 to 25) under any decorators or none, and the
 * legacy format of JDK 8 and earlier; Serial, Parallel, CMS, G1, Shenandoah and ZGC; alone or mixed
 * into a process's output. And the verbose log of Eclipse OpenJ9 and IBM's J9.
 *
 * <p>Of what {@code yarn logs} prints, the GC logs of each container are read as that container's.
 *
 * <p>The time of a pause is its start. Unified logging writes a pause's summary when it has ended,
 * so its duration is taken off; the legacy stamp is the start itself. Times with an offset are
 * taken as they are, times without one by the source's clock, and a log with uptimes only has no
 * times. Where several JVMs wrote to one log, an uptime that starts again begins the next one.
 *
 * <p>Told are {@code Started}, {@code GcPause}, {@code HeapOccupancy}, {@code OutOfMemory}, {@code
 * GcLogEnded} (only where the log has the detail to end in a closing summary), {@code
 * ProcessIdentified} (where the decorators give the process id) and uncaught out-of-memory errors
 * on the same output. A stop of all threads that no collection explains is a {@code GcPause} of
 * kind {@code OTHER} from one second on.
 */
public final class GcLogReader implements Reader {

  @Override
  public ReadReport read(ReadInput input, InputStream bytes, SignalSink sink) {
    GcReading reading = new GcReading(input, sink);
    LineSplitter lines = new LineSplitter(bytes);
    for (Line line = lines.next(); line != null; line = lines.next()) {
      if (AggregatedSections.beginAt(line)) {
        reading.end();
        return sections(input, line, lines, sink);
      }
      reading.accept(line);
    }
    return reading.report(lines);
  }

  /** From the first container on. */
  private static ReadReport sections(
      ReadInput input, Line first, LineSplitter lines, SignalSink sink) {
    AggregatedSections sections = new AggregatedSections(input, sink);
    for (Line line = first; line != null; line = lines.next()) {
      sections.accept(line);
    }
    return sections.report(lines);
  }

  /**
   * True where a text is, or has in it, a GC log. Cheap enough to be asked of every file.
   *
   * @param head the beginning of the content; about 64 KiB are enough
   */
  public static boolean looksLikeGcLog(String head) {
    return GcLogShape.matches(head);
  }

  /**
   * The zone offset in which the log's first time is written; empty where its lines carry no time.
   * A log with the {@code utctime} decorator alone answers {@link ZoneOffset#UTC} whatever the
   * host's zone.
   *
   * @param head the beginning of the content
   */
  public static Optional<ZoneOffset> zoneOf(String head) {
    @Nullable ZoneOffset zone = GcLogShape.zone(head);
    return Optional.ofNullable(zone);
  }
}

package io.fizzle.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.Reader;
import io.fizzle.read.SourceClock;
import io.fizzle.read.config.SparkConfReader;
import io.fizzle.read.container.CgroupReader;
import io.fizzle.read.crash.HsErrReader;
import io.fizzle.read.eventlog.EventLogReader;
import io.fizzle.read.gc.GcLogReader;
import io.fizzle.read.kernel.KernelLogReader;
import io.fizzle.read.kubernetes.KubectlReader;
import io.fizzle.read.kubernetes.ObjectReader;
import io.fizzle.read.log.SparkLogReader;
import io.fizzle.read.rest.RestReader;
import io.fizzle.read.threads.JsonThreadDumpReader;
import io.fizzle.read.vitals.VitalsRing;
import io.fizzle.read.vitals.VitalsRing.Header;
import io.fizzle.read.vitals.VitalsRingReader;
import io.fizzle.signal.JvmSignal.GcPause;
import io.fizzle.signal.Signal;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Whatever bytes come, each reader reads them to their end, throws nothing, and keeps its word. */
class ReaderFuzzTest {
  /** A signal cites text: more of them than bytes came from nothing; some come at the end. */
  private static final int MOST_BESIDES = 8;

  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  @FuzzTarget
  void log(byte[] bytes) {
    read(new SparkLogReader(), SourceKind.SPARK_LOG, bytes);
  }

  @FuzzTarget
  void eventlog(byte[] bytes) {
    read(new EventLogReader(), SourceKind.EVENT_LOG, bytes);
  }

  @FuzzTarget
  void gc(byte[] bytes) {
    read(new GcLogReader(), SourceKind.GC_LOG, bytes);
  }

  @FuzzTarget
  void crash(byte[] bytes) {
    read(new HsErrReader(), SourceKind.HS_ERR, bytes);
  }

  @FuzzTarget
  void threads(byte[] bytes) {
    read(new JsonThreadDumpReader(), SourceKind.THREAD_DUMP, bytes);
  }

  @FuzzTarget
  void kernel(byte[] bytes) {
    read(new KernelLogReader(DAY), SourceKind.KERNEL_LOG, bytes);
  }

  @FuzzTarget
  void container(byte[] bytes) {
    read(new CgroupReader(), SourceKind.CGROUP, bytes);
  }

  @FuzzTarget
  void config(byte[] bytes) {
    read(new SparkConfReader(), SourceKind.SPARK_CONF, bytes);
  }

  @FuzzTarget
  void kubectl(byte[] bytes) {
    read(new KubectlReader(), SourceKind.KUBECTL, bytes);
  }

  @FuzzTarget
  void kubernetes(byte[] bytes) {
    read(new ObjectReader(), SourceKind.KUBERNETES, bytes);
  }

  /** Cites lines of the text, whatever ends them, and counts objects. */
  @FuzzTarget
  void rest(byte[] bytes) {
    long lines = 1 + new String(bytes, StandardCharsets.ISO_8859_1).lines().count();
    read(new RestReader(), SourceKind.REST, bytes, lines);
  }

  /**
   * Cites samples by their number, which goes on where the ring begins anew. No change of a byte
   * finds the checksum that belongs to it, so each slot is given its own before it is read.
   */
  @FuzzTarget
  void vitals(byte[] bytes) {
    byte[] ring = bytes.clone();
    int slot = VitalsRing.decodeHeader(ring).map(Header::slotBytes).orElse(0);
    for (int at = VitalsRing.HEADER_BYTES; slot > 0 && at + slot <= ring.length; at += slot) {
      CRC32 checksum = new CRC32();
      checksum.update(ring, at, slot - Long.BYTES);
      ByteBuffer.wrap(ring).putLong(at + slot - Long.BYTES, checksum.getValue());
    }
    read(new VitalsRingReader(), SourceKind.VITALS, bytes, Long.MAX_VALUE);
    read(new VitalsRingReader(), SourceKind.VITALS, ring, Long.MAX_VALUE);
  }

  private static void read(Reader reader, SourceKind kind, byte[] bytes) {
    read(reader, kind, bytes, -1);
  }

  /**
   * @param last the last place that can be cited, -1 for the number of lines that the reader counts
   */
  private static void read(Reader reader, SourceKind kind, byte[] bytes, long last) {
    List<Signal> signals = new ArrayList<>();
    Source source = new Source("fuzzed", kind, Owner.UNKNOWN);
    ReadInput input = new ReadInput(source, SourceClock.UTC);
    ReadReport report = reader.read(input, new ByteArrayInputStream(bytes), signals::add);
    long place = last < 0 ? report.lines() : last;
    assertThat(complaint(bytes.length, report, place, signals)).isEmpty();
  }

  /** One text instead of an assertion for each signal: that would take longer than the reading. */
  private static String complaint(int length, ReadReport report, long last, List<Signal> signals) {
    if (report.lines() < 0 || report.lines() > length + 1L || report.skipped() < 0) {
      return "counted wrong: " + report;
    }
    if (signals.size() > length + MOST_BESIDES) {
      return signals.size() + " signals of " + length + " bytes";
    }
    for (Signal signal : signals) {
      Evidence evidence = signal.evidence();
      if (evidence.line() < 0 || evidence.line() > last) {
        return "cites a line that is not there: " + signal;
      }
      if (signal instanceof GcPause pause && pause.pauseMicros() < 0) {
        return "a pause below zero: " + signal;
      }
    }
    return "";
  }
}

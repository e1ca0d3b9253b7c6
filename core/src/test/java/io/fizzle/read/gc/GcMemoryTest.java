package io.fizzle.read.gc;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.SourceClock;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GcMemoryTest {
  private static final long LENGTH = 200_000_000;
  private static final long EARLY = 10_000_000;
  private static final long LATE = 190_000_000;
  private static final long TOLERANCE = 4_000_000;

  @Test
  void memoryDoesNotGrowWithTheLog() {
    EndlessLog log = new EndlessLog();
    AtomicLong signals = new AtomicLong();
    Source source = new Source("gc.log", SourceKind.GC_LOG, GcTexts.OWNER);

    ReadReport report =
        new GcLogReader()
            .read(new ReadInput(source, SourceClock.UTC), log, signal -> signals.incrementAndGet());

    assertThat(report.bytes()).isGreaterThanOrEqualTo(LENGTH);
    assertThat(signals.get()).isGreaterThan(100_000);
    assertThat(log.usedLate - log.usedEarly).isLessThan(TOLERANCE);
  }

  /** A G1 log with details, as long as wanted, that looks at the heap early and late. */
  private static final class EndlessLog extends InputStream {
    private byte[] block = new byte[0];
    private int position;
    private long collection;
    private long told;
    private long usedEarly;
    private long usedLate;

    @Override
    public int read() {
      throw new UnsupportedOperationException("read in blocks");
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (position == block.length) {
        if (told >= LENGTH) {
          return -1;
        }
        next();
      }
      int count = Math.min(length, block.length - position);
      System.arraycopy(block, position, target, offset, count);
      position += count;
      return count;
    }

    private void next() {
      block = collection(collection++).getBytes(StandardCharsets.UTF_8);
      position = 0;
      told += block.length;
      if (usedEarly == 0 && told > EARLY) {
        usedEarly = used();
      } else if (usedLate == 0 && told > LATE) {
        usedLate = used();
      }
    }

    private static String collection(long number) {
      String head = "[" + number + ".125s][info][gc";
      StringBuilder text = new StringBuilder();
      text.append(head).append(",start ] GC(").append(number).append(") Pause Young (Normal)\n");
      for (int i = 0; i < 18; i++) {
        text.append(head).append(",phases] GC(").append(number).append(")   Phase: 0.125ms\n");
      }
      text.append(head).append("       ] GC(").append(number);
      text.append(") Pause Young (Normal) (G1 Evacuation Pause) 93M->77M(128M) 51.659ms\n");
      return text.toString();
    }

    private static long used() {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      return runtime.totalMemory() - runtime.freeMemory();
    }
  }
}

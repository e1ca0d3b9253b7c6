package io.fizzle.read.log;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.SourceClock;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/**
 * Measures megabytes per CPU-second on a synthetic driver log of healthy lines with rare matches.
 */
public final class Throughput {
  private static final long SIZE = 300L << 20;
  private static final int ROUNDS = 6;

  private Throughput() {}

  public static void main(String[] arguments) {
    byte[] block = block();
    for (int round = 1; round <= ROUNDS; round++) {
      long[] signals = {0};
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      ReadInput input =
          new ReadInput(
              new Source("driver.log", SourceKind.SPARK_LOG, Owner.DRIVER), SourceClock.UTC);
      ReadReport report =
          new SparkLogReader().read(input, new Repeated(block, SIZE), signal -> signals[0]++);
      double seconds =
          (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
      System.out.printf(
          "round %d: %d lines, %d signals, %.2f CPU-seconds, %.0f MB per CPU-second%n",
          round, report.lines(), signals[0], seconds, report.bytes() / 1e6 / seconds);
    }
  }

  /** About 2 MB: task lines as a driver writes them, one failure in between. */
  private static byte[] block() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int task = 0; task < 8_000; task++) {
      String line =
          "26/11/21 08:48:55 INFO TaskSetManager: Starting task %d.0 in stage 3.0 (TID %d) (10.0.0.7,executor %d, partition %d, PROCESS_LOCAL, 9868 bytes) %n26/11/21 08:48:56 INFO TaskSetManager: Finished task %d.0 in stage 3.0 (TID %d) in 671 ms on 10.0.0.7 (executor %d) (%d/8000)%n"
              .formatted(task, task, task % 9, task, task, task, task % 9, task);
      bytes.writeBytes(line.getBytes(StandardCharsets.UTF_8));
    }
    bytes.writeBytes(
        "26/11/21 08:48:59 WARN TaskSetManager: Lost task 5.0 in stage 3.0 (TID 5) (10.0.0.7 executor 1): java.lang.OutOfMemoryError: Java heap space\n\tat app.Main.run(Main.java:70)\n"
            .getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  private static final class Repeated extends InputStream {
    private final byte[] block;
    private long left;
    private int at;

    Repeated(byte[] block, long size) {
      this.block = block;
      this.left = size;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int count = (int) Math.min(left, Math.min(length, block.length - at));
      if (count <= 0) {
        return -1;
      }
      System.arraycopy(block, at, target, offset, count);
      at = (at + count) % block.length;
      left -= count;
      return count;
    }
  }
}

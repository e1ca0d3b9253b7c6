package io.fizzle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes garbage until its JVM's GC log has a given size: {@code Churn LOG BYTES}. Some of it lives
 * long enough to grow old, some is too large for a region, and now and then a full collection is
 * asked for, so that the log has pauses of every kind.
 */
final class Churn {
  private static final int KEPT = 4_096;
  private static final int LARGE = 1 << 20;
  private static final int LARGE_EVERY = 50_000;
  private static final int FULL_EVERY = 2_000_000;
  private static final int LOOK_EVERY = 100_000;

  private static final int REST_MILLIS = 1_000;

  private Churn() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path log = Path.of(arguments[0]);
    long bytes = Long.parseLong(arguments[1]);
    byte[][] kept = new byte[KEPT][];
    for (int i = 0; i % LOOK_EVERY != 0 || Files.size(log) < bytes; i++) {
      kept[i % KEPT] = new byte[i % LARGE_EVERY == 0 ? LARGE : 512 + i % 2_048];
      if (i % FULL_EVERY == 0) {
        System.gc();
      }
    }
    Thread.sleep(REST_MILLIS); // no collection is to be cut off by the end
  }
}

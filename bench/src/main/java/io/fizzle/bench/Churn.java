package io.fizzle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes garbage until its JVM's GC log has a given size: {@code Churn LOG BYTES}. */
final class Churn {
  private static final int KEPT = 4_096;

  private Churn() {}

  public static void main(String[] arguments) throws IOException {
    Path log = Path.of(arguments[0]);
    long bytes = Long.parseLong(arguments[1]);
    byte[][] kept = new byte[KEPT][];
    for (int i = 0; i % 100_000 != 0 || Files.size(log) < bytes; i++) {
      kept[i % KEPT] = new byte[512 + i % 2_048];
    }
  }
}

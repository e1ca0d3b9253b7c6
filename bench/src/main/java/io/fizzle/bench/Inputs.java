package io.fizzle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** Generated files, made once and kept. */
record Inputs(Path folder) {
  private static final int TASKS_PER_STAGE = 10_000;
  private static final int TEN_TIMES = 10 * TASKS_PER_STAGE;
  private static final long DRIVER_LOG_BYTES = 1_000_000_000;
  private static final long GC_LOG_BYTES = 10_000_000;

  /** Writes a file to a path. */
  @FunctionalInterface
  private interface Making {
    void make(Path file) throws IOException;
  }

  /** 150 000 tasks, compressed; alone in its folder, as a History Server wants it. */
  Path eventLog() throws IOException {
    return made(
        "eventlog-zstd/" + EventLogInput.APPLICATION + ".zstd",
        file -> EventLogInput.writeCompressed(file, TASKS_PER_STAGE));
  }

  /** The same, not compressed. */
  Path eventLogPlain() throws IOException {
    return made(
        "eventlog-plain/" + EventLogInput.APPLICATION,
        file -> EventLogInput.write(file, TASKS_PER_STAGE));
  }

  /** What both tell of. */
  Work eventLogWork() {
    return EventLogInput.work(TASKS_PER_STAGE);
  }

  Path eventLogTenTimes() throws IOException {
    return made("eventlog-ten-times.zstd", file -> EventLogInput.writeCompressed(file, TEN_TIMES));
  }

  Path driverLog() throws IOException {
    return made("driver.log", file -> DriverLogInput.write(file, DRIVER_LOG_BYTES));
  }

  /** {@code -Xlog:gc*}. */
  Path gcLog(Jdk jdk, Collector collector) throws IOException {
    Path brief = folder.resolve(gcName(jdk, collector, "brief"));
    return made(
        gcName(jdk, collector, "detailed"),
        file -> GcLogInput.write(jdk, collector, file, brief, GC_LOG_BYTES));
  }

  /** {@code -Xlog:gc} of the same JVM as {@link #gcLog}. */
  Path gcLogBrief(Jdk jdk, Collector collector) throws IOException {
    gcLog(jdk, collector);
    return folder.resolve(gcName(jdk, collector, "brief"));
  }

  private static String gcName(Jdk jdk, Collector collector, String kind) {
    return "gc-%d-%s-%s.log"
        .formatted(jdk.feature(), collector.name().toLowerCase(Locale.ROOT), kind);
  }

  /** A file is there as a whole or not at all. */
  private Path made(String name, Making making) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      System.err.println("generating " + name);
      Files.createDirectories(file.resolveSibling(""));
      Path part = folder.resolve(file.getFileName() + ".part");
      making.make(part);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }
}

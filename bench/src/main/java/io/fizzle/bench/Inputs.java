package io.fizzle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Generated files, made once and kept. */
record Inputs(Path folder) {
  private static final int TASKS_PER_STAGE = 10_000;
  private static final int TEN_TIMES = 10 * TASKS_PER_STAGE;
  private static final long DRIVER_LOG_BYTES = 1_000_000_000;
  private static final long GC_LOG_BYTES = 36_000_000;

  /** Writes a file to a path. */
  @FunctionalInterface
  private interface Making {
    void make(Path file) throws IOException;
  }

  /** 150 000 tasks. */
  Path eventLog() throws IOException {
    return made("eventlog.zstd", file -> EventLogInput.write(file, TASKS_PER_STAGE));
  }

  Path eventLogTenTimes() throws IOException {
    return made("eventlog-ten-times.zstd", file -> EventLogInput.write(file, TEN_TIMES));
  }

  Path driverLog() throws IOException {
    return made("driver.log", file -> DriverLogInput.write(file, DRIVER_LOG_BYTES));
  }

  /** {@code -Xlog:gc*} under G1. */
  Path gcLog() throws IOException {
    return made("gc-detailed.log", file -> GcLogInput.write(file, gcBrief(), GC_LOG_BYTES));
  }

  /** {@code -Xlog:gc} of the same JVM as {@link #gcLog}. */
  Path gcLogBrief() throws IOException {
    gcLog();
    return gcBrief();
  }

  private Path gcBrief() {
    return folder.resolve("gc-brief.log");
  }

  /** A file is there as a whole or not at all. */
  private Path made(String name, Making making) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      System.err.println("generating " + name);
      Files.createDirectories(folder);
      Path part = folder.resolve(name + ".part");
      making.make(part);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }
}

package io.fizzle.lab.run;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees when executors are gone, to {@value #STEP_MILLIS} ms: against it the last sample of a flight
 * recording is measured.
 */
final class ExecutorEnds implements AutoCloseable {
  private static final long STEP_MILLIS = 20;

  private final Map<String, ProcessHandle> watched = new ConcurrentHashMap<>();
  private final Map<String, Instant> ends = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::look, "ends of executors");

  ExecutorEnds() {
    thread.setDaemon(true);
    thread.start();
  }

  void watch(Map<String, ProcessHandle> executors) {
    executors.forEach(watched::putIfAbsent);
  }

  private void look() {
    try {
      while (true) {
        watched.forEach(
            (executor, process) -> {
              if (!ends.containsKey(executor) && !process.isAlive()) {
                ends.put(executor, Instant.now());
              }
            });
        Thread.sleep(STEP_MILLIS);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** When each executor that is gone was first seen to be. */
  Map<String, Instant> seen() {
    return new TreeMap<>(ends);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}

package io.fizzle.lab.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process of the lab. It ends, with all its children, when it is closed or when the lab's own JVM
 * is asked to end. Where that JVM is killed, the kernel ends it: {@code bin/lab} runs everything in
 * a process namespace of its own.
 */
public final class ChildProcess implements AutoCloseable {
  private static final Set<ChildProcess> LIVE = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> LIVE.forEach(ChildProcess::close), "end children"));
  }

  private final Process process;

  private ChildProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts a process whose standard error goes to {@code log} and whose standard output goes to
   * {@code output}.
   *
   * @param folder where it works, and leaves crash files
   */
  public static ChildProcess start(
      List<String> command, Map<String, String> environment, Path folder, Path log, Path output)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(log.toFile())
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    ChildProcess child = new ChildProcess(builder.start());
    LIVE.add(child);
    return child;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The exit status of a process that ended. */
  public int exitStatus() {
    return process.exitValue();
  }

  /** The process itself. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  Stream<ProcessHandle> descendants() {
    return process.descendants();
  }

  /** Asks politely (SIGTERM), and does not where the process does not answer in time. */
  void end(Duration patience) throws InterruptedException {
    process.destroy();
    process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    close();
  }

  @Override
  public void close() {
    LIVE.remove(this);
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}

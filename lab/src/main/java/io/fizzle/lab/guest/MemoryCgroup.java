package io.fizzle.lab.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cgroup (v2) with a memory limit, as a container has one. Its processes are killed by the kernel
 * where they need more, and by {@link #close()}.
 */
public final class MemoryCgroup implements AutoCloseable {
  /** What a user would collect, in the order in which one reads it. */
  private static final List<String> ACCOUNT =
      List.of(
          "memory.max",
          "memory.current",
          "memory.peak",
          "memory.events",
          "memory.swap.max",
          "memory.swap.current",
          "memory.stat");

  private static final Pattern OOM_KILL = Pattern.compile("(?m)^oom_kill (\\d{1,18})$");
  private static final Duration END_LIMIT = Duration.ofSeconds(20);

  private final Path folder;

  private MemoryCgroup(Path folder) {
    this.folder = folder;
  }

  /** Whether a memory cgroup can be made on this machine; the same as a {@link CgroupAccess}. */
  public static CgroupAccess available() throws IOException {
    return CgroupAccess.probe();
  }

  /**
   * Makes a cgroup without swap, so that the limit is met in memory.
   *
   * @param parent from {@link CgroupAccess#parent()}
   * @param bytes the limit
   */
  public static MemoryCgroup create(Path parent, String name, long bytes) throws IOException {
    MemoryCgroup cgroup = new MemoryCgroup(Files.createDirectory(parent.resolve(name)));
    try {
      cgroup.write("memory.max", bytes);
      if (Files.exists(cgroup.folder.resolve("memory.swap.max"))) {
        cgroup.write("memory.swap.max", 0);
      }
    } catch (IOException failed) {
      Files.deleteIfExists(cgroup.folder);
      throw failed;
    }
    return cgroup;
  }

  /** A cgroup that something else made, as {@link ContainedJava} does. */
  public static MemoryCgroup existing(Path folder) {
    return new MemoryCgroup(folder);
  }

  /** The cgroup's name, which the kernel's messages tell as {@code /name}. */
  public String name() {
    return String.valueOf(folder.getFileName());
  }

  /**
   * Moves a process in, with all its threads. What it holds already stays in the account of the
   * cgroup that it comes from: move it early, or start it with {@link #around}.
   */
  public void add(long pid) throws IOException {
    write("cgroup.procs", pid);
  }

  /** The command, started inside from its first page on. */
  public List<String> around(List<String> command) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("/bin/sh", "-c", "echo $$ > \"$0\" && exec \"$@\""));
    all.add(folder.resolve("cgroup.procs").toString());
    all.addAll(command);
    return all;
  }

  /** How many processes the kernel's oom-killer killed in here. */
  public long oomKills() throws IOException {
    Matcher count = OOM_KILL.matcher(read("memory.events"));
    return count.find() ? Long.parseLong(count.group(1)) : 0;
  }

  /** The limit, in bytes; what has no limit tells {@link Long#MAX_VALUE}. */
  public long limit() throws IOException {
    String limit = read("memory.max").strip();
    return limit.equals("max") ? Long.MAX_VALUE : Long.parseLong(limit);
  }

  /** The memory account: each file's name as a heading, then its content. */
  public String account() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String file : ACCOUNT) {
      // an older kernel has no memory.peak, one without swap no memory.swap.max
      if (Files.isReadable(folder.resolve(file))) {
        text.append(file).append(":\n").append(read(file).stripTrailing()).append("\n\n");
      }
    }
    return text.toString();
  }

  /** Writes the memory account into a file. */
  public void save(Path evidence) throws IOException {
    Files.writeString(evidence, account());
  }

  /** Kills what runs inside and removes the cgroup. */
  @Override
  public void close() throws IOException {
    Instant limit = Instant.now().plus(END_LIMIT);
    while (Files.isDirectory(folder)) {
      kill();
      try {
        Files.deleteIfExists(folder);
      } catch (IOException busy) {
        if (Instant.now().isAfter(limit)) {
          throw busy;
        }
        pause();
      }
    }
  }

  private void kill() throws IOException {
    if (Files.exists(folder.resolve("cgroup.kill"))) {
      write("cgroup.kill", 1);
      return;
    }
    // before Linux 5.14
    for (String pid : read("cgroup.procs").lines().toList()) {
      ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(20);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a cgroup emptied", stopped);
    }
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  private void write(String file, long value) throws IOException {
    Files.writeString(folder.resolve(file), Long.toString(value));
  }
}

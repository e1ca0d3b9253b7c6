package io.fizzle.lab.run;

import io.fizzle.lab.LabException;
import io.fizzle.lab.guest.CgroupAccess;
import io.fizzle.lab.guest.ContainedJava;
import io.fizzle.lab.guest.MemoryCgroup;
import io.fizzle.lab.spark.ClusterShape;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The memory cgroups of one run's executors, where its cluster's shape asks for them. */
final class Containers implements AutoCloseable {
  private final @Nullable ContainedJava java;
  private final int messages;

  private Containers(@Nullable ContainedJava java, int messages) {
    this.java = java;
    this.messages = messages;
  }

  /** None where the shape has no limit of memory. */
  static Containers of(ClusterShape shape, RunFolder run) throws IOException {
    if (shape.memoryLimitMegabytes() == 0) {
      return new Containers(null, 0);
    }
    CgroupAccess access = MemoryCgroup.available();
    Path parent = access.parent().orElseThrow(() -> new LabException(access.reason()));
    Path jdk = Path.of(System.getProperty("java.home"));
    long bytes = (long) shape.memoryLimitMegabytes() << 20;
    int messages = kernelMessages().size();
    return new Containers(
        ContainedJava.write(run.root().resolve("jdk"), jdk, parent, bytes), messages);
  }

  /** What executors need to be told. */
  Map<String, String> properties() {
    return java == null ? Map.of() : Map.of("spark.executorEnv.JAVA_HOME", java.home().toString());
  }

  /** Keeps the account of each container and what the kernel said meanwhile. */
  void save(Path evidence, Sanitiser sanitiser) throws IOException {
    if (java == null) {
      return;
    }
    for (MemoryCgroup container : java.containers()) {
      container.save(evidence.resolve("cgroup-" + container.name() + ".txt"));
    }
    List<String> all = kernelMessages();
    String since = String.join("\n", all.subList(Math.min(messages, all.size()), all.size()));
    Files.writeString(evidence.resolve("dmesg.txt"), sanitiser.clean(since) + "\n");
  }

  private static List<String> kernelMessages() throws IOException {
    Process dmesg = new ProcessBuilder("dmesg").redirectErrorStream(true).start();
    try (BufferedReader lines = dmesg.inputReader(StandardCharsets.UTF_8)) {
      return lines.lines().toList();
    }
  }

  @Override
  public void close() throws IOException {
    if (java != null) {
      java.close();
    }
  }
}

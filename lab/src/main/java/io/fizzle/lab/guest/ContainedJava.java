package io.fizzle.lab.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A {@code JAVA_HOME} whose {@code java} puts itself into a memory cgroup of its own before it
 * becomes the JVM, as a container's first process is inside from its first page on. Given to Spark
 * as {@code spark.executorEnv.JAVA_HOME}, every executor has its own container.
 *
 * @param home the value of {@code JAVA_HOME}
 * @param group the cgroup that holds the containers, this JVM's own
 */
public record ContainedJava(Path home, Path group) implements AutoCloseable {
  private static final String PREFIX = "executor-";

  /** The executor's id names its cgroup; what is no executor is named after its process. */
  private static final String SCRIPT =
      """
      id=$$
      previous=
      for argument; do
        if [ "$previous" = --executor-id ]; then id=$argument; fi
        previous=$argument
      done
      cgroup=$group/executor-$id
      mkdir "$cgroup" || exit 1
      echo "$limit" > "$cgroup/memory.max" || exit 1
      if [ -e "$cgroup/memory.swap.max" ]; then echo 0 > "$cgroup/memory.swap.max"; fi
      echo $$ > "$cgroup/cgroup.procs" || exit 1
      exec "$java" "$@"
      """;

  /**
   * Writes the folder.
   *
   * @param home to be made
   * @param javaHome the JDK behind it
   * @param parent from {@link CgroupAccess#parent()}
   * @param bytes each container's limit
   */
  public static ContainedJava write(Path home, Path javaHome, Path parent, long bytes)
      throws IOException {
    Path group = parent.resolve("containers-" + ProcessHandle.current().pid());
    Files.createDirectory(group);
    Files.writeString(group.resolve("cgroup.subtree_control"), "+memory");
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    String settings =
        String.join(
            "\n",
            "#!/bin/sh",
            "group=" + ShellWord.of(group.toString()),
            "limit=" + bytes,
            "java=" + ShellWord.of(javaHome.resolve("bin").resolve("java").toString()),
            "");
    Files.writeString(java, settings + SCRIPT);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new ContainedJava(home, group);
  }

  /** The containers that were started so far; they stay when their process has ended. */
  public List<MemoryCgroup> containers() throws IOException {
    List<MemoryCgroup> containers = new ArrayList<>();
    try (Stream<Path> children = Files.list(group)) {
      children
          .filter(child -> String.valueOf(child.getFileName()).startsWith(PREFIX))
          .sorted()
          .forEach(child -> containers.add(MemoryCgroup.existing(child)));
    }
    return containers;
  }

  /** Kills what runs in the containers and removes them. */
  @Override
  public void close() throws IOException {
    for (MemoryCgroup container : containers()) {
      container.close();
    }
    Files.deleteIfExists(group);
  }
}

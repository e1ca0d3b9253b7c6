package io.fizzle.lab.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whether this process may make memory cgroups, where, and if not, why.
 *
 * @param parent the cgroup below which children with a memory limit can be made; empty where there
 *     is none
 * @param reason in words, for the user
 */
public record CgroupAccess(Optional<Path> parent, String reason) {
  private static final Path PROCESS = Path.of("/proc/self");

  /** Looks at this machine and changes nothing on it. */
  public static CgroupAccess probe() throws IOException {
    return probe(PROCESS.resolve("mountinfo"), PROCESS.resolve("cgroup"));
  }

  /**
   * @param mounts in the form of {@code /proc/self/mountinfo}
   * @param membership in the form of {@code /proc/self/cgroup}
   */
  static CgroupAccess probe(Path mounts, Path membership) throws IOException {
    if (!Files.isReadable(mounts) || !Files.isReadable(membership)) {
      return none("this is no Linux: there are no cgroups");
    }
    Optional<Path> mount =
        Files.readAllLines(mounts).stream()
            .flatMap(line -> mountPoint(line).stream())
            .reduce((hidden, top) -> top);
    if (mount.isEmpty()) {
      return none("no cgroup v2 hierarchy is mounted");
    }
    Path root = mount.get();
    if (!lists(root.resolve("cgroup.controllers"), "memory")) {
      return none("cgroup v2 at " + root + " has no memory controller (v1 may hold it)");
    }
    return nearest(root, own(root, Files.readAllLines(membership)));
  }

  /**
   * Walks from this process's own cgroup upwards. A cgroup that passes its memory controller on has
   * no processes of its own, but for the root; so the own cgroup is seldom the one. Moving a
   * process needs a writable {@code cgroup.procs} in the common ancestor, which is the parent here.
   */
  private static CgroupAccess nearest(Path root, Path own) throws IOException {
    for (Path cgroup = own; cgroup.startsWith(root); cgroup = cgroup.resolve("..").normalize()) {
      if (lists(cgroup.resolve("cgroup.subtree_control"), "memory")
          && Files.isWritable(cgroup)
          && Files.isWritable(cgroup.resolve("cgroup.procs"))) {
        return new CgroupAccess(Optional.of(cgroup), "memory cgroups can be made in " + cgroup);
      }
    }
    return none(
        "no cgroup from " + own + " upwards is writable and passes the memory controller on");
  }

  private static Path own(Path root, List<String> membership) {
    return membership.stream()
        .filter(line -> line.startsWith("0::/"))
        .map(line -> root.resolve(line.substring("0::/".length())).normalize())
        // a namespace may tell a path outside of what is mounted here
        .filter(Files::isDirectory)
        .findFirst()
        .orElse(root);
  }

  /** {@code 30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw}. */
  private static Optional<Path> mountPoint(String line) {
    int separator = line.indexOf(" - ");
    if (separator < 0 || !line.startsWith(" - cgroup2 ", separator)) {
      return Optional.empty();
    }
    String[] fields = line.substring(0, separator).split(" ", -1);
    return fields.length < 5 ? Optional.empty() : Optional.of(Path.of(fields[4]));
  }

  private static boolean lists(Path file, String controller) throws IOException {
    return Files.isReadable(file)
        && Arrays.asList(Files.readString(file).strip().split(" ", -1)).contains(controller);
  }

  private static CgroupAccess none(String reason) {
    return new CgroupAccess(Optional.empty(), reason);
  }
}

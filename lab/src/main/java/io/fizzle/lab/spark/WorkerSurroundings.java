package io.fizzle.lab.spark;

import io.fizzle.lab.LabException;
import java.util.ArrayList;
import java.util.List;

/**
 * What surrounds a worker and its executors: a small disk, limits of processes and of address
 * space. All end with the worker, by themselves: the disk is a mount of a namespace that only the
 * worker lives in.
 */
record WorkerSurroundings(ClusterShape shape, ClusterFolder folder) {
  /** Debian's {@code nobody}, or whatever has this number: nothing else runs under it. */
  private static final String UNPRIVILEGED = "65534";

  /** The words that come before the worker's own command. */
  List<String> prefix() {
    List<String> prefix = new ArrayList<>();
    if (shape.localDiskMegabytes() > 0) {
      requireRoot("a small disk is a mount");
      prefix.addAll(List.of("unshare", "--mount", "--propagation", "private", "sh", "-c"));
      prefix.add(
          "mount -t tmpfs -o size=%dm disk '%s' && exec \"$@\""
              .formatted(shape.localDiskMegabytes(), folder.local()));
      prefix.add("sh");
    }
    if (shape.processes() > 0) {
      requireRoot("a limit of processes needs another user");
      // root is never limited; the one capability left reads root's own folders
      prefix.addAll(List.of("setpriv", "--reuid", UNPRIVILEGED, "--clear-groups"));
      prefix.addAll(List.of("--inh-caps", "+dac_override", "--ambient-caps", "+dac_override"));
      // access(2), by which Java looks before it writes, ignores capabilities without this
      prefix.addAll(List.of("--securebits", "+no_setuid_fixup"));
      prefix.addAll(List.of("prlimit", "--nproc=" + shape.processes()));
    }
    if (shape.addressSpaceMegabytes() > 0) {
      prefix.addAll(List.of("prlimit", "--as=" + ((long) shape.addressSpaceMegabytes() << 20)));
    }
    return prefix;
  }

  private static void requireRoot(String why) {
    if (!System.getProperty("user.name").equals("root")) {
      throw new LabException("this scenario must be run by root: " + why);
    }
  }
}

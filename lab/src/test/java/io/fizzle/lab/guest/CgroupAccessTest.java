package io.fizzle.lab.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupAccessTest {
  @TempDir private Path machine;

  @Test
  void theNearestCgroupThatPassesMemoryOnIsTheParent() throws IOException {
    cgroup("", "memory pids", "memory pids");
    cgroup("user.slice", "memory pids", "memory pids");
    cgroup("user.slice/app.scope", "memory pids", "");

    CgroupAccess access = probe("0::/user.slice/app.scope");

    assertThat(access.parent()).contains(hierarchy().resolve("user.slice"));
    assertThat(access.reason()).contains("user.slice");
  }

  @Test
  void aHierarchyWithoutTheMemoryControllerIsNoUse() throws IOException {
    cgroup("", "pids", "pids");

    CgroupAccess access = probe("5:memory:/\n0::/");

    assertThat(access.parent()).isEmpty();
    assertThat(access.reason()).contains("no memory controller");
  }

  @Test
  void aCgroupThatPassesNothingOnIsNoUse() throws IOException {
    cgroup("", "memory", "");

    CgroupAccess access = probe("0::/");

    assertThat(access.parent()).isEmpty();
    assertThat(access.reason()).contains("passes the memory controller on");
  }

  @Test
  void aPathOutsideOfTheNamespaceMeansItsRoot() throws IOException {
    cgroup("", "memory", "memory");

    assertThat(probe("0::/../other").parent()).contains(hierarchy());
  }

  @Test
  void aMachineWithoutCgroupsSaysSo() throws IOException {
    CgroupAccess access = CgroupAccess.probe(machine.resolve("none"), machine.resolve("none"));

    assertThat(access.parent()).isEmpty();
    assertThat(access.reason()).contains("no Linux");
  }

  private Path hierarchy() {
    return machine.resolve("cgroup");
  }

  private void cgroup(String path, String controllers, String passedOn) throws IOException {
    Path folder = Files.createDirectories(hierarchy().resolve(path));
    Files.writeString(folder.resolve("cgroup.controllers"), controllers + "\n");
    Files.writeString(folder.resolve("cgroup.subtree_control"), passedOn + "\n");
    Files.writeString(folder.resolve("cgroup.procs"), "");
  }

  private CgroupAccess probe(String membership) throws IOException {
    Path mounts = machine.resolve("mountinfo");
    Files.writeString(
        mounts,
        """
        22 1 0:20 / /proc rw - proc proc rw
        30 23 0:26 / %s rw,nosuid shared:4 - cgroup2 cgroup2 rw
        """
            .formatted(hierarchy()));
    Path own = machine.resolve("membership");
    Files.writeString(own, membership + "\n");
    return CgroupAccess.probe(mounts, own);
  }
}

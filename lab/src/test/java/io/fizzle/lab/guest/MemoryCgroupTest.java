package io.fizzle.lab.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a folder with a cgroup's files; {@link GuestTest} has the kernel's own. */
class MemoryCgroupTest {
  @TempDir private Path folder;

  @BeforeEach
  void aCgroupThatMetItsLimit() throws IOException {
    Files.writeString(folder.resolve("memory.max"), "314572800\n");
    Files.writeString(folder.resolve("memory.peak"), "314572800\n");
    Files.writeString(folder.resolve("memory.events"), "low 0\nmax 23\noom 1\noom_kill 1\n");
  }

  @Test
  void theAccountHasEachFileUnderItsName() throws IOException {
    assertThat(MemoryCgroup.existing(folder).account())
        .isEqualTo(
            """
            memory.max:
            314572800

            memory.peak:
            314572800

            memory.events:
            low 0
            max 23
            oom 1
            oom_kill 1

            """);
  }

  @Test
  void killsAndLimitAreRead() throws IOException {
    MemoryCgroup cgroup = MemoryCgroup.existing(folder);

    assertThat(cgroup.oomKills()).isEqualTo(1);
    assertThat(cgroup.limit()).isEqualTo(314_572_800);
  }

  @Test
  void aCommandIsStartedInside() throws Exception {
    Process process =
        new ProcessBuilder(MemoryCgroup.existing(folder).around(List.of("sh", "-c", "echo $$")))
            .start();

    String pid = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

    assertThat(process.waitFor()).isZero();
    assertThat(folder.resolve("cgroup.procs")).hasContent(pid);
  }
}

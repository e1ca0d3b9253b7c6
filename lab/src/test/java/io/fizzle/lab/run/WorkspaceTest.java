package io.fizzle.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
  @TempDir private Path parent;

  @Test
  void leavesNothingBehind() throws IOException {
    Path folder;
    try (Workspace workspace = Workspace.claim(parent)) {
      folder = workspace.folder();
      Files.createDirectories(folder.resolve("run-1/tmp"));
      Files.writeString(folder.resolve("run-1/tmp/file"), "content");
    }

    assertThat(folder).doesNotExist();
  }

  @Test
  void removesWhatAKilledLabLeft() throws IOException {
    Path dead = Files.createDirectories(parent.resolve("lab-dead"));
    Files.writeString(dead.resolve("lock"), "");
    Files.writeString(dead.resolve("driver.log"), "cut");

    try (Workspace workspace = Workspace.claim(parent)) {
      assertThat(workspace.folder()).exists();
      assertThat(dead).doesNotExist();
    }
  }

  @Test
  void leavesAFolderAloneThatNeverHadALock() throws IOException {
    Path other = Files.createDirectories(parent.resolve("somebody-elses"));

    try (Workspace workspace = Workspace.claim(parent)) {
      assertThat(workspace.folder()).isNotEqualTo(other);
    }

    assertThat(other).exists();
  }
}

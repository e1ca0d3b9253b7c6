package io.fizzle.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTest {
  @TempDir Path home;

  @Test
  void theReleaseFileTellsTheVersion() throws IOException {
    Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Any\"\nJAVA_VERSION=\"25.0.3\"\n");
    java();
    assertThat(Jdk.at(home)).contains(new Jdk("25.0.3", home));
    assertThat(Jdk.at(home)).map(Jdk::feature).contains(25);
  }

  @Test
  void aFolderWithoutThemIsNoJdk() throws IOException {
    assertThat(Jdk.at(home)).isEmpty();
    java();
    assertThat(Jdk.at(home)).isEmpty();
  }

  @Test
  void theOneThatRunsIsKnown() throws IOException {
    assertThat(Jdk.of(Runtime.version().feature())).contains(Jdk.running());
    assertThat(Jdk.running().has(Collector.SERIAL)).isTrue();
  }

  private void java() throws IOException {
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    assertThat(Files.createFile(java).toFile().setExecutable(true)).isTrue();
  }
}

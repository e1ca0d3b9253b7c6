package io.fizzle.lab.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
  @TempDir private Path folder;

  @Test
  void closingEndsTheProcessAndItsChildren() throws Exception {
    ChildProcess process = start("sleep 600 & wait");
    ProcessHandle child = awaitChild(process);

    process.close();

    child.onExit().get(30, TimeUnit.SECONDS);
    assertThat(child.isAlive()).isFalse();
  }

  private ChildProcess start(String script) throws IOException {
    return ChildProcess.start(
        List.of("sh", "-c", script),
        Map.of(),
        folder,
        folder.resolve("log"),
        folder.resolve("out"));
  }

  private static ProcessHandle awaitChild(ChildProcess process) throws InterruptedException {
    while (process.descendants().findAny().isEmpty() && process.isAlive()) {
      Thread.sleep(10);
    }
    return process.descendants().findAny().orElseThrow();
  }
}

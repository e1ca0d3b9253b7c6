package io.fizzle.lab.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On ordinary folders, in which a cgroup's files are ordinary files. */
class ContainedJavaTest {
  @TempDir private Path folder;
  private Path parent;

  @BeforeEach
  void aJdkThatTellsItsArguments() throws IOException {
    parent = Files.createDirectory(folder.resolve("it's a parent"));
    Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s|' \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void anExecutorHasAContainerNamedAfterIt() throws Exception {
    ContainedJava java =
        ContainedJava.write(folder.resolve("home"), folder.resolve("jdk"), parent, 943_718_400);

    assertThat(run(java, "-cp", "a b", "Main", "--executor-id", "7", "--cores", "1"))
        .isEqualTo("-cp|a b|Main|--executor-id|7|--cores|1|");
    assertThat(java.containers()).extracting(MemoryCgroup::name).containsExactly("executor-7");
    assertThat(java.group().resolve("executor-7/memory.max")).hasContent("943718400");
    assertThat(java.group().resolve("executor-7/cgroup.procs")).content().containsPattern("\\d+");
  }

  @Test
  void withoutAContainerOfItsOwnThereIsNoJvm() throws Exception {
    ContainedJava java =
        ContainedJava.write(folder.resolve("home"), folder.resolve("jdk"), parent, 1);
    Files.createDirectory(java.group().resolve("executor-7"));

    assertThat(run(java, "Main", "--executor-id", "7")).isEmpty();
  }

  private static String run(ContainedJava java, String... arguments) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(java.home().resolve("bin/java").toString());
    builder.command().addAll(List.of(arguments));
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}

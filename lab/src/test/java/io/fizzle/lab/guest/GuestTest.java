package io.fizzle.lab.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Boots real guests. */
@EnabledIfSystemProperty(
    named = GuestTest.CACHE,
    matches = ".+",
    disabledReason =
        "boots a User-Mode Linux guest, which takes a while: -Dfizzle.guest.cache=FOLDER runs it")
class GuestTest {
  /** The folder that keeps the kernel, which is fetched where it is not there. */
  static final String CACHE = "fizzle.guest.cache";

  private static final Duration LIMIT = Duration.ofMinutes(5);

  @TempDir private Path folder;
  @TempDir private Path foreign;
  private final List<String> output = new ArrayList<>();
  private GuestKernel kernel;

  @BeforeEach
  void aKernel() throws Exception {
    kernel = GuestKernel.find(cache(), System.out::println);
  }

  @Test
  void theKernelKillsWhatExceedsItsContainer() throws Exception {
    List<String> command = new ArrayList<>(java());
    command.addAll(List.of("contain", folder.resolve("account.txt").toString(), "314572800"));

    assertThat(run(LIMIT, command)).isEqualTo(137);

    assertThat(output).isEmpty();
    assertThat(folder.resolve("account.txt"))
        .content()
        .contains("memory.max:\n314572800\n", "memory.peak:\n314572800\n", "\noom_kill 1\n");
    assertThat(folder.resolve("dmesg.txt"))
        .content()
        .contains("oom_memcg=/contained", "Memory cgroup out of memory: Killed process");
  }

  @Test
  void theCommandChangesItsFolderAloneAndHasALoopback() throws Exception {
    Path touched = foreign.toRealPath().resolve("touched");

    int status =
        run(
            LIMIT,
            List.of(
                "sh",
                "-c",
                "echo text > inside; touch %s; pwd; ip -brief address; touch /tmp/own; exit 3"
                    .formatted(touched)));

    assertThat(status).isEqualTo(3);
    assertThat(folder.resolve("inside")).hasContent("text");
    assertThat(touched).doesNotExist();
    assertThat(Path.of("/tmp/own")).doesNotExist();
    assertThat(output)
        .anyMatch(line -> line.contains("Read-only file system"))
        .contains(folder.toRealPath().toString())
        .anyMatch(line -> line.contains("127.0.0.1/8"));
    assertThat(folder).isDirectoryNotContaining("glob:**/.guest-*");
  }

  @Test
  void aGuestThatStaysTooLongIsEnded() {
    assertThatThrownBy(() -> run(Duration.ofSeconds(5), List.of("sleep", "600")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("did not end within");

    assertThat(ProcessHandle.current().descendants()).isEmpty();
  }

  @Test
  void nothingOutlivesTheJvmThatStartedIt() throws Exception {
    List<String> command = new ArrayList<>(java());
    command.addAll(List.of("guest", cache().toString(), folder.toString()));
    Process jvm = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader lines = jvm.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null && !line.equals("up")) {
        line = lines.readLine();
      }
      List<ProcessHandle> guest = jvm.descendants().toList();
      assertThat(guest).hasSizeGreaterThan(2);

      jvm.destroyForcibly();

      for (ProcessHandle process : guest) {
        process.onExit().get(20, TimeUnit.SECONDS);
      }
    }
  }

  private int run(Duration limit, List<String> command) throws Exception {
    return new Guest(kernel, List.of(folder), 1024, limit)
        .run(
            new GuestCommand(command, Map.of(), folder.toRealPath()),
            output::add,
            folder.resolve("dmesg.txt"));
  }

  private static Path cache() throws IOException {
    return Files.createDirectories(Path.of(System.getProperty(CACHE, ""))).toRealPath();
  }

  /** A JVM that runs {@link GuestProgram}. */
  static List<String> java() throws Exception {
    List<String> classPath = new ArrayList<>();
    for (Class<?> type : List.of(Guest.class, GuestProgram.class)) {
      classPath.add(
          Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:MaxDirectMemorySize=2g",
        "-cp",
        String.join(System.getProperty("path.separator"), classPath),
        GuestProgram.class.getName());
  }
}

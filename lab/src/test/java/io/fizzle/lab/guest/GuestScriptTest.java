package io.fizzle.lab.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestScriptTest {
  @TempDir private Path folder;

  @Test
  void argumentsAndEnvironmentReachTheCommandAsTheyAre() throws Exception {
    GuestCommand command =
        new GuestCommand(
            List.of("sh", "-c", "pwd; echo \"$GREETING\"; printf '%s|' \"$@\"", "sh", "a b", "$c"),
            Map.of("GREETING", "it's `me`"),
            folder.toRealPath());

    assertThat(runCommand(command)).isEqualTo(folder.toRealPath() + "\nit's `me`\na b|$c|");
  }

  @Test
  void theWritableFoldersAreMountedAndTheRestIsNot() throws IOException {
    GuestCommand command = new GuestCommand(List.of("true"), Map.of(), folder);

    assertThat(GuestScript.init(folder.resolve(".guest"), List.of(folder), command))
        .containsOnlyOnce("$mount -t hostfs -o '%s' host '%s'".formatted(folder, folder))
        .contains("hostfs -o \"ro,");
  }

  @Test
  void bothScriptsAreGoodShell() throws Exception {
    GuestCommand command = new GuestCommand(List.of("true"), Map.of("A", "b"), folder);

    assertThat(shell("-n", "-c", GuestScript.host())).isEmpty();
    assertThat(shell("-n", "-c", GuestScript.init(folder, List.of(folder), command))).isEmpty();
  }

  /** The function that runs the command, without what boots a guest. */
  private String runCommand(GuestCommand command) throws Exception {
    String script = GuestScript.init(folder, List.of(folder), command);
    String functions = script.substring(0, script.indexOf("# Runs in the guest"));
    return shell("-c", functions + "run_command");
  }

  private static String shell(String... arguments) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("/bin/sh");
    builder.command().addAll(List.of(arguments));
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}

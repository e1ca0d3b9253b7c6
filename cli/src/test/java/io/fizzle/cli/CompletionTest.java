package io.fizzle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.AutoComplete;

/** What bash offers, asked of bash itself. */
class CompletionTest {
  private static final Path BASH = Path.of("/bin/bash");

  /** Sets what bash sets before it calls a completion function, and prints what comes back. */
  private static final String ASK =
      """
      source "$1"; shift
      COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
      _complete_fizzle fizzle "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}" 2>/dev/null
      printf '%s\\n' "${COMPREPLY[@]}"
      """;

  @TempDir private static Path folder;

  @BeforeAll
  static void writeCompletion() throws IOException {
    assumeTrue(Files.isExecutable(BASH));
    Files.writeString(folder.resolve("fizzle"), AutoComplete.bash("fizzle", Main.commandLine()));
  }

  private static List<String> offered(String... words) throws IOException {
    ProcessBuilder bash =
        new ProcessBuilder(BASH.toString(), "-c", ASK, "bash", folder.resolve("fizzle").toString());
    bash.command().addAll(List.of(words));
    bash.redirectError(ProcessBuilder.Redirect.DISCARD);
    String answer =
        new String(bash.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return answer.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  @Test
  void offersCausesFindingsAndVerdicts() throws IOException {
    assertThat(offered("fizzle", "explain", "gc-"))
        .containsExactly("gc-overhead-oom", "gc-pressure", "gc-stall");
    assertThat(offered("fizzle", "explain", "un")).containsExactly("undetermined", "unschedulable");
    assertThat(offered("fizzle", "history", "list", "--cause", "spi")).containsExactly("spill");
  }

  @Test
  void offersFormatsAsTheyAreWritten() throws IOException {
    assertThat(offered("fizzle", "diagnose", "--format", ""))
        .containsExactly("text", "json", "markdown", "html", "sarif", "junit");
    assertThat(offered("fizzle", "compare", "-f", "m")).containsExactly("markdown");
    assertThat(offered("fizzle", "config", "check", "--format", ""))
        .containsExactly("text", "json");
  }

  @Test
  void offersVersionsAndManagers() throws IOException {
    assertThat(offered("fizzle", "config", "check", "--spark", "4."))
        .containsExactly("4.0", "4.1", "4.2");
    assertThat(offered("fizzle", "config", "check", "--master", "")).contains("yarn", "k8s");
  }

  @Test
  void leavesFilesToBash() throws IOException {
    assertThat(offered("fizzle", "diagnose", "")).isEmpty();
    assertThat(offered("fizzle", "config", "check", "")).isEmpty();
    assertThat(AutoComplete.bash("fizzle", Main.commandLine())).contains("-o default fizzle");
  }
}

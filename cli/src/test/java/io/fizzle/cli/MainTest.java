package io.fizzle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine command =
      new CommandLine(new Main()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @Test
  void tellsItsVersion() {
    assertThat(command.execute("--version")).isZero();
    assertThat(out.toString()).startsWith("fizzle ");
  }

  @Test
  void endsWithTwoOnBadUsage() {
    assertThat(command.execute("--no-such-option")).isEqualTo(2);
    assertThat(err.toString()).contains("Unknown option: '--no-such-option'");
  }
}

package io.fizzle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private static final Map<String, String> XTERM = Map.of("TERM", "xterm");

  @Test
  void hasColourAndProgressWhereAPersonWatches() {
    Terminal terminal = new Terminal(true, XTERM);

    assertThat(terminal.isInteractive()).isTrue();
    assertThat(terminal.hasColour()).isTrue();
  }

  @Test
  void hasNeitherInAPipeOnADumbTerminalOrInContinuousIntegration() {
    assertThat(new Terminal(false, XTERM).isInteractive()).isFalse();
    assertThat(new Terminal(true, Map.of("TERM", "dumb")).isInteractive()).isFalse();
    assertThat(new Terminal(true, Map.of()).isInteractive()).isFalse();
    assertThat(new Terminal(true, Map.of("TERM", "xterm", "CI", "true")).isInteractive()).isFalse();
  }

  @Test
  void hasNoColourWhereTheUserWantsNone() {
    assertThat(new Terminal(true, Map.of("TERM", "xterm", "NO_COLOR", "1")).hasColour()).isFalse();
    assertThat(new Terminal(true, Map.of("TERM", "xterm", "NO_COLOR", "")).hasColour()).isTrue();
  }

  @Test
  void showsProgressOnOneLineThatNoFileNameCanBreak() {
    StringWriter screen = new StringWriter();
    ProgressLine line = new ProgressLine(new PrintWriter(screen), true);

    line.reading(
        new Source("a\u001b[2J\n" + "x".repeat(200), SourceKind.TEXT, Owner.UNKNOWN), 2, 4, 1);
    line.clear();

    assertThat(screen.toString())
        .startsWith("\r[#####               ] 2/4 a?[2J?xxx")
        .doesNotContain("\n")
        .doesNotContain("\u001b")
        .endsWith("\r" + " ".repeat(78) + "\r");
  }

  @Test
  void showsNoProgressWhereNobodyWatches() {
    StringWriter screen = new StringWriter();
    ProgressLine line = new ProgressLine(new PrintWriter(screen), false);

    line.reading(new Source("a", SourceKind.TEXT, Owner.UNKNOWN), 1, 1, 1);
    line.clear();

    assertThat(screen.toString()).isEmpty();
  }
}

package io.fizzle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private final Session fizzle = new Session();

  @Test
  void tellsItsVersion() {
    assertThat(fizzle.run("--version")).isZero();
    assertThat(fizzle.out()).startsWith("fizzle ");
  }

  @Test
  void saysWhatThereIsWhereNothingWasAsked() {
    assertThat(fizzle.run()).isEqualTo(2);
    assertThat(fizzle.err())
        .contains("Usage: fizzle", "diagnose", "explain", "causes", "fizzle diagnose PATH...");
    assertThat(fizzle.out()).isEmpty();
  }

  @Test
  void endsWithTwoOnAnUnknownOptionAndSaysWhichAndWhereHelpIs() {
    assertThat(fizzle.run("diagnose", "--formt", "json", "x")).isEqualTo(2);
    assertThat(fizzle.err().lines())
        .containsExactly(
            "fizzle: Unknown option: '--formt'",
            "Possible solutions: --format",
            "fizzle diagnose --help tells more.");
  }

  @Test
  void endsWithTwoOnAnUnknownCommandAndSaysWhatMayHaveBeenMeant() {
    assertThat(fizzle.run("diagnoze", "x")).isEqualTo(2);
    assertThat(fizzle.err())
        .contains("Unmatched argument")
        .contains("fizzle diagnose")
        .contains("fizzle --help tells more.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"diagnose", "causes", "explain"})
  void helpsOnEveryCommandInBothWays(String command) {
    assertThat(fizzle.run("help", command)).isZero();
    String helped = fizzle.out();
    assertThat(fizzle.run(command, "--help")).isZero();

    assertThat(fizzle.out()).isEqualTo(helped).contains("Usage: fizzle " + command);
    assertThat(helped.lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void endsWithTwoOnAThresholdThatIsNone() {
    assertThat(fizzle.run("diagnose", "--threshold", "spill.bytes=lots", "x")).isEqualTo(2);
    assertThat(fizzle.err())
        .contains("--threshold: spill.bytes takes a number from 0 to 1000000000000000 bytes");
    assertThat(fizzle.run("diagnose", "--thresholds", "/nowhere", "x")).isEqualTo(2);
    assertThat(fizzle.err()).contains("--thresholds: cannot read /nowhere");
  }

  @Test
  void helpNamesOptionsFormatsAndExitCodes() {
    fizzle.run("help", "diagnose");

    assertThat(fizzle.out())
        .contains(
            List.of(
                "--format",
                "text, json, markdown, html, sarif or junit",
                "--output",
                "--executor",
                "--clock-skew",
                "--zone",
                "--no-progress",
                "0  nothing wrong found",
                "1  incidents or findings diagnosed",
                "2  bad usage, or nothing could be read",
                "3  undetermined"));
  }
}

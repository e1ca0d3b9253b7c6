package io.fizzle.read.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.signal.RemovalReason;
import io.fizzle.signal.RemovalReason.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RemovalReasonsTest {

  static Stream<RemovalReason> samples() {
    return Samples.of("removal-samples.txt", 7).stream()
        .map(
            row ->
                new RemovalReason(
                    Kind.valueOf(row.get(0)),
                    row.get(1).equals("-") ? null : Integer.valueOf(row.get(1)),
                    Long.parseLong(row.get(2)),
                    Long.parseLong(row.get(3)),
                    Long.parseLong(row.get(4)),
                    row.get(5).equals("-") ? null : row.get(5),
                    row.get(6)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void eachTextIsReadExactly(RemovalReason sample) {
    assertThat(RemovalReasons.parse(sample.text()))
        .usingRecursiveComparison()
        .ignoringFields("manager")
        .isEqualTo(sample);
  }

  @Test
  void theManagerIsToldByItsWords() {
    assertThat(RemovalReasons.parse("The executor with id 4 exited with exit code 1.").manager())
        .isEqualTo(RemovalReason.Manager.KUBERNETES);
    assertThat(
            RemovalReasons.parse("Container marked as failed: container_1. Exit status: 1.")
                .manager())
        .isEqualTo(RemovalReason.Manager.YARN);
    assertThat(RemovalReasons.parse("Command exited with code 137").manager()).isNull();
  }

  @Test
  void quotesWhatKubernetesAddsToSparksFirstSentence() {
    assertThat(
            RemovalReasons.parse(
                    "\n"
                        + "The executor with id 2 exited with exit code 143(unexpected).\n"
                        + "The API gave the following brief reason: Evicted\n"
                        + "The API gave the following message: The node was low on resource:"
                        + " memory. \n")
                .words())
        .isEqualTo("The API gave the following message: The node was low on resource: memory.");
    assertThat(RemovalReasons.parse("\nContainer killed on request. Exit code is 137\n").words())
        .isEqualTo("Container killed on request. Exit code is 137");
  }

  @Test
  void everyKindHasSamples() {
    Set<Kind> seen = EnumSet.noneOf(Kind.class);
    samples().forEach(sample -> seen.add(sample.kind()));

    assertThat(seen).containsExactlyInAnyOrder(Kind.values());
  }

  @Test
  void aTextOfAnyLengthIsKeptOnlyInPart() {
    RemovalReason reason =
        RemovalReasons.parse("Command exited with code 1 " + "x".repeat(1_000_000));

    assertThat(reason.exitCode()).isEqualTo(1);
    assertThat(reason.text()).hasSizeLessThanOrEqualTo(2000);
  }

  @Test
  void secretsInALaunchCommandAreMasked() {
    RemovalReason reason =
        RemovalReasons.parse(
            "Container from a bad node: c on host: h. Exit status: 1. Diagnostics: "
                + "java -Dspark.my.password=hunter22 Main");

    assertThat(reason.text()).doesNotContain("hunter22");
  }

  @Test
  void theSpecificLineWinsWhereverItStands() {
    List<String> lines =
        List.of(
            "The executor with id 3 exited with exit code 137(SIGKILL, possible container OOM).",
            "\t termination reason: OOMKilled");

    assertThat(RemovalReasons.parse(String.join("\n", lines)).kind()).isEqualTo(Kind.OOM_KILLED);
    assertThat(RemovalReasons.parse(lines.get(1) + "\n" + lines.get(0)).kind())
        .isEqualTo(Kind.OOM_KILLED);
  }
}

package io.fizzle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.cause.Cause;
import io.fizzle.cause.Causes;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CausesCommandTest {
  private final Session fizzle = new Session();

  static Stream<String> ids() {
    return Stream.concat(
        Causes.all().stream().map(Cause::id), Stream.of("healthy", "undetermined", "data-skew"));
  }

  @ParameterizedTest
  @MethodSource("ids")
  void explainsEveryIdThatAReportCanPrint(String id) {
    assertThat(fizzle.run("explain", id)).isZero();
    assertThat(fizzle.out()).startsWith(id);
    assertThat(fizzle.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void explainsWhatProvesACauseAndWhatItIsNot() {
    fizzle.run("explain", "GC-stall");

    assertThat(fizzle.out().lines())
        .startsWith(
            "gc-stall  GC pauses stopped the heartbeats", "GC, out of memory, both, or neither? GC")
        .contains("WHY", "WHAT PROVES IT", "WHAT IT IS NOT", "COMMONLY ADVISED, AND NO HELP");
  }

  @ParameterizedTest
  @CsvSource({
    "heap-omo, heap-oom",
    "gcstall, gc-stall",
    "broadcast, broadcast-timeout",
    "skew, data-skew"
  })
  void suggestsWhatMayHaveBeenMeant(String typed, String meant) {
    assertThat(fizzle.run("explain", typed)).isEqualTo(2);
    assertThat(fizzle.err())
        .startsWith("fizzle: no such cause: " + typed + ". Did you mean ")
        .contains(meant)
        .contains("fizzle causes lists all.");
  }

  @Test
  void suggestsNothingWhereNothingIsNear() {
    assertThat(fizzle.run("explain", "xyzzyxyzzy")).isEqualTo(2);
    assertThat(fizzle.err())
        .startsWith("fizzle: no such cause: xyzzyxyzzy. fizzle causes lists all.");
  }

  @Test
  void asksForTheCauseToExplain() {
    assertThat(fizzle.run("explain")).isEqualTo(2);
    assertThat(fizzle.err()).contains("CAUSE");
  }

  @Test
  void listsEveryCauseWithItsTitle() {
    assertThat(fizzle.run("causes")).isZero();
    for (Cause cause : Causes.all()) {
      assertThat(fizzle.out()).contains("  " + cause.id() + " ");
    }
    assertThat(fizzle.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void listsThemForProgramsToo() {
    assertThat(fizzle.run("causes", "--format", "json")).isZero();
    assertThat(fizzle.out()).contains("\"schema\" : \"fizzle.causes/1\"");
    for (Cause cause : Causes.all()) {
      assertThat(fizzle.out()).contains("\"id\" : \"" + cause.id() + "\"");
    }
    assertThat(fizzle.run("causes", "--format", "markdown")).isZero();
    assertThat(fizzle.out()).contains("# Catalogue of causes", "[`heap-oom`](heap-oom.md)");
  }

  @ParameterizedTest
  @MethodSource("ids")
  void explainsEveryIdInEveryForm(String id) {
    assertThat(fizzle.run("explain", id, "--format", "json")).isZero();
    assertThat(fizzle.out()).contains("\"id\" : \"" + id + "\"");
    assertThat(fizzle.run("explain", id, "--format", "markdown")).isZero();
    assertThat(fizzle.out()).contains(id);
  }

  @ParameterizedTest
  @CsvSource({"causes, html", "causes, sarif", "explain, junit"})
  void refusesAFormInWhichNoCatalogueIsWritten(String command, String format) {
    String[] arguments =
        command.equals("explain")
            ? new String[] {command, "heap-oom", "--format", format}
            : new String[] {command, "--format", format};
    assertThat(fizzle.run(arguments)).isEqualTo(2);
    assertThat(fizzle.err())
        .contains("--format: the catalogue is written as text, json or markdown");
  }
}

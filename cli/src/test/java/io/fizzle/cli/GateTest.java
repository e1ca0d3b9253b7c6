package io.fizzle.cli;

import static io.fizzle.cli.Session.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --fail-on} and {@code --report}: what a pipeline asks for. */
class GateTest {
  private final Session fizzle = new Session();
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "incident                    | 1",
        "cause:container-oom         | 1",
        "CAUSE:Container-OOM         | 1",
        "heap-oom                    | 2",
        "cause:heap-oom              | 0",
        "cause:heap-oom,incident     | 1",
        "finding                     | 0",
        "finding:high                | 0",
        "finding:grave               | 2",
        "undetermined                | 0",
        "undetermined,incident       | 1",
        "never                       | 0",
        "never,incident              | 2",
        "cause:no-such-cause         | 2",
      })
  void endsAsItsConditionsSayWhereAContainerWasKilled(String conditions, int code) {
    String log = file(folder, "driver.log", Session.CONTAINER_OOM).toString();

    assertThat(fizzle.run("diagnose", log, "--fail-on", conditions)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"undetermined|3", "incident|1", "never|0", "cause:heap-oom,undetermined|3"})
  void endsAsItsConditionsSayWhereNothingIsKnown(String conditions, int code) {
    String log = file(folder, "stderr", Session.KILLED).toString();

    assertThat(fizzle.run("diagnose", log, "--fail-on", conditions)).isEqualTo(code);
  }

  @Test
  void takesConditionsOneByOneToo() {
    String log = file(folder, "driver.log", Session.CONTAINER_OOM).toString();

    assertThat(fizzle.run("diagnose", log, "--fail-on", "cause:heap-oom", "--fail-on", "incident"))
        .isEqualTo(1);
  }

  @Test
  void saysWhatConditionsThereAre() {
    String log = file(folder, "driver.log", Session.HEALTHY).toString();

    assertThat(fizzle.run("diagnose", log, "--fail-on", "heap-oom")).isEqualTo(2);
    assertThat(fizzle.err())
        .startsWith("fizzle: --fail-on: no such condition: heap-oom. Known: failed, incident,");
    assertThat(fizzle.run("diagnose", log, "--fail-on", "cause:container")).isEqualTo(2);
    assertThat(fizzle.err()).contains("Did you mean container-oom?");
  }

  @Test
  void writesAsManyReportsAsAreAskedFor() throws Exception {
    String log = file(folder, "driver.log", Session.CONTAINER_OOM).toString();
    Path sarif = folder.resolve("fizzle.sarif");
    Path junit = folder.resolve("fizzle.xml");

    int code = fizzle.run("diagnose", log, "--report", "sarif=" + sarif, "-r", "junit=" + junit);

    assertThat(code).isEqualTo(1);
    assertThat(fizzle.out()).contains("VERDICT");
    assertThat(Files.readString(sarif)).startsWith("{").contains("\"version\" : \"2.1.0\"");
    assertThat(Files.readString(junit)).startsWith("<?xml").contains("<testsuite ");
  }

  @Test
  void readsNothingWhereAReportCannotBeWritten() {
    String log = file(folder, "driver.log", Session.CONTAINER_OOM).toString();

    assertThat(fizzle.run("diagnose", log, "--report", "sarif=" + folder)).isEqualTo(2);
    assertThat(fizzle.err())
        .startsWith("fizzle: --report: cannot write to " + folder + ": it is a folder");
    assertThat(fizzle.run("diagnose", log, "--report", "pdf=x")).isEqualTo(2);
    assertThat(fizzle.err()).contains("no such format: pdf");
    assertThat(fizzle.run("diagnose", log, "--report", "x.sarif")).isEqualTo(2);
    assertThat(fizzle.err()).contains("Write FORMAT=FILE");
    assertThat(fizzle.out()).isEmpty();
  }
}

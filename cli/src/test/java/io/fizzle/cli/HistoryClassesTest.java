package io.fizzle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who diagnoses without recording does not wait for classes of the history. */
class HistoryClassesTest {
  @TempDir private Path folder;

  private List<String> loaded(String... command) throws Exception {
    Path log = folder.resolve("classes.log");
    List<String> java =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.fizzle.cli.Main"));
    java.addAll(List.of(command));
    Process process =
        new ProcessBuilder(java)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    try (var lines = Files.lines(log)) {
      return lines
          .filter(line -> line.contains("io.fizzle.history."))
          .map(line -> line.replaceFirst(".*(io\\.fizzle\\.history\\S+).*", "$1"))
          .toList();
    }
  }

  @Test
  void aDiagnosisLoadsNoneOfThem() throws Exception {
    Path log = Session.file(folder, "driver.log", Session.CONTAINER_OOM);

    assertThat(loaded("diagnose", log.toString())).isEmpty();
    assertThat(folder.resolve("out")).content().contains("container");
  }

  @Test
  void aQuestionLoadsThem() throws Exception {
    String place = Seed.week().write(folder);

    assertThat(loaded("history", "list", "--history", place))
        .contains("io.fizzle.history.store.SqliteDatabase");
  }
}

package io.fizzle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigCheckCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  private int run(String... arguments) {
    CommandLine command = new CommandLine(new ConfigCheckCommand());
    command.setParameterExceptionHandler(new BadUsage());
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  @Test
  void citesTheLineAndEndsWithOne() throws IOException {
    Path file = folder.resolve("spark-defaults.conf");
    Files.writeString(file, "# sizes\nspark.executor.memory 1.5g\nspark.executor.cores 4\n");
    assertThat(run(file.toString(), "--spark", "4.1")).isEqualTo(1);
    assertThat(out.toString())
        .contains("error  spark.executor.memory", "spark-defaults.conf:2", "write 1536m")
        .contains("1 error, 0 warnings, 0 notes");
  }

  @Test
  void endsWithZeroWhereNothingIsWrong() {
    assertThat(run("--conf", "spark.executor.memory=4g", "--spark", "4.1")).isZero();
    assertThat(out.toString()).contains("Nothing wrong found.");
  }

  @Test
  void saysThatItTookTheNewestSpark() {
    run("--conf", "spark.executor.memory=4g");
    assertThat(out.toString()).contains("the newest known");
  }

  @Test
  void saysWhichSparkItTookForOneThatItDoesNotKnow() {
    run("--conf", "spark.executor.memory=4g", "--spark", "9.9");
    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains("checked for Spark 9.9")
        .contains("Spark 9.9 is not known, so this is what Spark 4.2 does. Known are 1.6, 2.0,");
    out.getBuffer().setLength(0);
    run("--conf", "spark.executor.memory=4g", "--spark", "3.5.1-amzn-0");
    assertThat(out.toString()).doesNotContain("not known");
  }

  @Test
  void findsAnOptionThatSparkSubmitDoesNotHave() throws IOException {
    Path script = folder.resolve("submit.sh");
    Files.writeString(script, "#!/bin/sh\nspark-submit --executor-memry 4G app.py\n");
    assertThat(run(script.toString(), "--spark", "4.1")).isEqualTo(1);
    assertThat(out.toString())
        .contains("error  --executor-memry", "submit.sh:2", "did you mean --executor-memory?");
  }

  @Test
  void writesJsonForPrograms() {
    assertThat(run("--conf", "spark.executor.memmory=4g", "--format", "json")).isEqualTo(1);
    assertThat(out.toString()).contains("\"schema\" : \"fizzle.configuration/1\"");
  }

  @Test
  void refusesWhatItCannotRead() {
    assertThat(run(folder.resolve("absent.conf").toString())).isEqualTo(2);
    assertThat(run("--conf", "nothing")).isEqualTo(2);
    assertThat(run("--spark", "four", "--conf", "spark.a.b=c")).isEqualTo(2);
    assertThat(err.toString()).contains("absent.conf", "Write KEY=VALUE", "Write it like 3.5");
  }
}

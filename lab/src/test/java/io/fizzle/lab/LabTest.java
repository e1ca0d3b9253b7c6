package io.fizzle.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LabTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void listsEveryScenarioWithItsVariants() {
    assertThat(run("list")).isZero();
    assertThat(out.toString())
        .contains("executor-heap-oom            A greedy task fills its executor's heap")
        .contains("  /4.1-g1-zstd ");
  }

  @Test
  void saysWhatIsWrongWithAChoiceAndEndsWithTwo() {
    assertThat(run("run", "no-such-thing")).isEqualTo(2);
    assertThat(err.toString()).contains("no scenario is called no-such-thing; `bin/lab list`");
  }

  @Test
  void namesTheVariantsWhereOneIsUnknown() {
    assertThat(run("run", "executor-heap-oom/9.9")).isEqualTo(2);
    assertThat(err.toString())
        .contains("executor-heap-oom has no variant 9.9, but [4.1-g1-zstd, 3.5-parallel-plain]");
  }

  @Test
  void asksForAChoiceWhereThereIsNone() {
    assertThat(run("run")).isEqualTo(2);
    assertThat(err.toString()).contains("--representative");
  }

  @Test
  void provesOnlyWhatConfigurationCanFix() {
    assertThat(run("prove", "user-exception")).isEqualTo(2);
    assertThat(err.toString()).contains("no change of Spark's configuration fixes any of these");
  }

  private int run(String... arguments) {
    CommandLine lab = Lab.commandLine();
    lab.setOut(new PrintWriter(out, true));
    lab.setErr(new PrintWriter(err, true));
    return lab.execute(arguments);
  }
}

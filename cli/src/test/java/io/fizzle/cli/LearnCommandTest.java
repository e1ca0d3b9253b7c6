package io.fizzle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fizzle learn} as its user runs it. */
class LearnCommandTest {
  private static final String KILLED_AT_ITS_LIMIT =
      """
      {"outcome": "unknown", "verdict": ["container-oom"], "incident": ["container-oom"]}
      """;
  private static final String OF_UNKNOWN_SENDER =
      """
      {"outcome": "unknown", "verdict": ["undetermined", "killed-externally"],
       "incident": ["killed-externally"]}
      """;

  private final Session session = new Session();

  @TempDir private Path folder;
  private Path cases;

  /** Groups of cases with two variants each: fewer than two groups cannot be crossed. */
  @BeforeEach
  void fewCases() {
    cases = folder.resolve("cases");
    for (String group : List.of("limit-a", "limit-b", "limit-c")) {
      for (String variant : List.of("one", "two")) {
        Path one = cases.resolve(group).resolve(variant);
        Session.file(one, "driver.log", Session.CONTAINER_OOM);
        Session.file(one, "expected.json", KILLED_AT_ITS_LIMIT);
      }
    }
    Path other = cases.resolve("killed").resolve("one");
    Session.file(other, "executor-1.stderr", Session.KILLED);
    Session.file(other, "expected.json", OF_UNKNOWN_SENDER);
  }

  private int learn(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "learn";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 1] = "--no-progress";
    return session.run(all);
  }

  @Test
  void tellsHowGoodTheWeightsAreOnCasesThatTheyWereNotLearntFrom() {
    assertThat(learn(cases.toString())).as(session.err()).isZero();

    assertThat(session.out()).contains("calibration", "Brier");
    assertThat(session.err()).isEmpty();
  }

  @Test
  void writesJsonForPrograms() {
    assertThat(learn(cases.toString(), "--format", "json")).as(session.err()).isZero();

    assertThat(session.out().strip()).startsWith("{").endsWith("}");
  }

  /** Either the learnt weights are written, or it says that they would do worse. */
  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    Path weights = folder.resolve("weights.properties");
    int status = learn(cases.toString(), "--write", weights.toString());

    assertThat(status).as(session.err()).isIn(0, 1);
    assertThat(Files.exists(weights)).isEqualTo(status == 0);
    if (status == 0) {
      String log = cases.resolve("limit-a/one/driver.log").toString();
      assertThat(session.run("diagnose", log, "--weights", weights.toString())).isEqualTo(1);
      assertThat(session.out()).contains("container-oom");
      assertThat(learn(cases.toString(), "--weights", weights.toString())).isZero();
    }
  }

  @Test
  void aFolderWithoutCasesIsBadUsage() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThat(learn(empty.toString())).isEqualTo(2);
    assertThat(session.err()).contains("no case with an incident was found", "expected.json");
    assertThat(session.out()).isEmpty();
  }

  @Test
  void whatIsNoFolderIsNamed() {
    assertThat(learn(folder.resolve("absent").toString())).isEqualTo(2);
    assertThat(session.err()).contains("no such folder: ", "absent");
  }

  @Test
  void nothingToLearnFromIsBadUsage() {
    assertThat(learn()).isEqualTo(2);
    assertThat(session.err()).contains("say what to learn from");
  }

  @Test
  void anotherFormatIsRefused() {
    assertThat(learn(cases.toString(), "--format", "yaml")).isEqualTo(2);
    assertThat(session.err()).contains("no such format: yaml");
  }

  @Test
  void aLabelThatNamesNoVerdictIsToldWithItsFile() {
    Session.file(cases.resolve("limit-a/one"), "expected.json", "{\"outcome\": \"unknown\"}");

    assertThat(learn(cases.toString())).isEqualTo(2);
    assertThat(session.err()).contains("expected.json", "names no accepted verdict");
  }

  @Test
  void aMisspeltCauseIsToldWithItsFileAndLineAndWhatMayHaveBeenMeant() {
    Session.file(
        cases.resolve("limit-a/one"),
        "expected.json",
        "{\"outcome\": \"unknown\",\n \"verdict\": [\"container-omm\"]}");

    assertThat(learn(cases.toString())).isEqualTo(2);
    assertThat(session.err())
        .contains("expected.json:2: no such cause in \"verdict\": container-omm")
        .contains("Did you mean container-oom?");
  }

  @Test
  void aLabelThatIsNoJsonIsToldWithItsFile() {
    Session.file(cases.resolve("limit-a/one"), "expected.json", "heap-oom");

    assertThat(learn(cases.toString())).isEqualTo(2);
    assertThat(session.err()).contains("expected.json", "it is no JSON");
  }

  @Test
  void weightsThatAreNoneAreRefused() {
    Path broken = Session.file(folder, "broken.properties", "version=1\nhint=often\n");

    assertThat(learn(cases.toString(), "--weights", broken.toString())).isEqualTo(2);
    assertThat(session.err()).contains("broken.properties");
  }
}

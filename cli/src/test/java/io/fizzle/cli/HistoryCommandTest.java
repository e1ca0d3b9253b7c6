package io.fizzle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryCommandTest {
  private static final Path EXAMPLES = Path.of(System.getProperty("fizzle.root"), "examples");

  @TempDir private Path folder;

  private final Session session = new Session();
  private String place = "";
  private String configuration = "";

  @BeforeEach
  void nameThePlaces() throws Exception {
    place = folder.resolve("history.db").toString();
    configuration = Files.writeString(folder.resolve("fizzle.yaml"), "project: sales\n").toString();
  }

  private int record(String example) {
    return session.run(
        "diagnose",
        EXAMPLES.resolve(example).toString(),
        "--record",
        "--history",
        place,
        "--config",
        configuration);
  }

  private int history(String... arguments) {
    String[] all = new String[arguments.length + 5];
    all[0] = "history";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 4] = "--history";
    all[all.length - 3] = place;
    all[all.length - 2] = "--config";
    all[all.length - 1] = configuration;
    return session.run(all);
  }

  @Test
  void whatIsRecordedIsListedAndShown() {
    assertThat(record("executor-heap-oom")).isEqualTo(1);
    assertThat(session.err()).contains("recorded 1 run in " + place);
    assertThat(record("healthy-much-garbage")).isZero();

    assertThat(history("list")).isZero();
    assertThat(session.out().lines())
        .hasSize(3)
        .anyMatch(line -> line.contains("invoice-export") && line.contains("heap-oom"))
        .anyMatch(line -> line.contains("healthy"));
    String id =
        session
            .out()
            .lines()
            .filter(line -> line.contains("invoice-export"))
            .findFirst()
            .orElseThrow()
            .split(" ")[0];

    assertThat(history("show", id)).isZero();
    assertThat(session.out()).contains("project sales").contains("the application died of it");
    assertThat(history("show", id, "--format", "json")).isZero();
    assertThat(session.out()).startsWith("{\n  \"schema\" : \"fizzle.history/1\"");
    assertThat(history("list", "--format", "markdown", "--outcome", "failed")).isZero();
    assertThat(session.out()).startsWith("| run | started").contains("invoice-export");
  }

  @Test
  void withoutRecordNothingIsMade() {
    session.run("diagnose", EXAMPLES.resolve("executor-heap-oom").toString());

    assertThat(Path.of(place)).doesNotExist();
  }

  @Test
  void aHistoryIsForRecording() {
    session.run("diagnose", EXAMPLES.resolve("executor-heap-oom").toString(), "--db", place);

    assertThat(session.err()).contains("fizzle: --history is for --record: nothing is recorded\n");
    assertThat(Path.of(place)).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mysql://root:secret@db/history", "jdbc:mysql://db/history", "http://db/history"})
  void theAddressOfAnotherServerIsNoFile(String address) {
    place = address;

    assertThat(history("list")).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(session.err())
        .startsWith("fizzle: a history is in a file or in PostgreSQL, not at ")
        .doesNotContain("secret");
    assertThat(Path.of("mysql:")).doesNotExist();
  }

  @Test
  void whatCannotBeRecordedIsToldBeforeAnythingIsRead() throws Exception {
    Files.writeString(Path.of(place), "garbled ".repeat(100));

    assertThat(record("executor-heap-oom")).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(session.err()).contains("is no history, or a damaged one").contains("left as it is");
    assertThat(session.out()).isEmpty();
  }

  @Test
  void aProjectThatIsNotAllowedIsNeitherWrittenNorShown() throws Exception {
    record("executor-heap-oom");
    Files.writeString(Path.of(configuration), "allowed_projects: [research]\nproject: sales\n");

    assertThat(record("gc-stall-heartbeat")).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(session.err()).contains("project sales is not among the allowed_projects");
    assertThat(history("list")).isZero();
    assertThat(session.out().lines()).hasSize(1);
    assertThat(history("prune", "--older-than", "1d")).isEqualTo(ExitCode.BAD_USAGE);
  }

  @Test
  void aMistakeInTheConfigurationIsToldWithItsLine() throws Exception {
    Files.writeString(Path.of(configuration), "project: sales\nlook_back: 7\n");

    assertThat(history("list")).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(session.err()).contains("fizzle.yaml:2: no such key: look_back");
  }

  @Test
  void anExportComesIntoAnotherHistory() throws Exception {
    record("executor-heap-oom");
    Path file = folder.resolve("east.jsonl");
    assertThat(history("export", "--output", file.toString())).isZero();
    assertThat(session.err()).isEqualTo("fizzle: exported 1 run\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .as("as the history itself")
        .isEqualTo("rw-------");
    place = folder.resolve("other.db").toString();

    assertThat(history("import", file.toString())).isZero();
    assertThat(session.out()).contains("1 run added, 0 known already, 0 refused");
    assertThat(history("backup", folder.resolve("backup.db").toString())).isZero();
    assertThat(history("restore", folder.resolve("backup.db").toString())).isZero();
    assertThat(session.out()).contains("what was there is now");
    assertThat(history("prune", "--older-than", "2026-11-28")).isZero();
    assertThat(session.out()).startsWith("1 run with 1 failure went");
    assertThat(history("path")).isZero();
    assertThat(session.out()).isEqualTo(place + System.lineSeparator());
  }

  @Test
  void feedbackIsKeptAndLearntFrom() {
    record("executor-heap-oom");
    history("list");
    String run = session.out().lines().skip(1).findFirst().orElseThrow().split(" ")[0];
    history("show", run);
    String failure =
        session
            .out()
            .lines()
            .filter(line -> line.startsWith("failure"))
            .findFirst()
            .orElseThrow()
            .split(" +")[1];
    String[] feedback = {
      "feedback", failure, "right", "--history", place, "--config", configuration
    };

    assertThat(session.run(feedback)).isZero();
    assertThat(session.out()).contains("kept: heap-oom is right");
    assertThat(session.run("learn", "--history", place, "--config", configuration)).isZero();
    assertThat(session.err()).contains("learning from 1 of 1 pieces of feedback");
    assertThat(session.out()).contains("accuracy");
    feedback[2] = "maybe";
    assertThat(session.run(feedback)).isEqualTo(ExitCode.BAD_USAGE);
    feedback[1] = "f000000000000";
    feedback[2] = "wrong";
    assertThat(session.run(feedback)).isEqualTo(ExitCode.BAD_USAGE);
  }
}

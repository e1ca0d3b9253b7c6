package io.fizzle.cli;

import static io.fizzle.cli.Session.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnoseCommandTest {
  private final Session fizzle = new Session();
  @TempDir private Path folder;

  private String log(String text) {
    return file(folder, "driver.log", text).toString();
  }

  @Test
  void endsWithZeroWhereNothingIsWrong() {
    assertThat(fizzle.run("diagnose", log(Session.HEALTHY))).isZero();
    assertThat(fizzle.out()).contains("  healthy  ");
    assertThat(fizzle.err()).isEmpty();
  }

  @Test
  void endsWithOneWhereSomethingWasDiagnosed() {
    assertThat(fizzle.run("diagnose", log(Session.CONTAINER_OOM))).isEqualTo(1);
    assertThat(fizzle.out()).contains("  container-oom  ").doesNotContain("\u001b");
  }

  @Test
  void endsWithThreeWhereTheEvidenceDoesNotTell() {
    assertThat(fizzle.run("diagnose", file(folder, "stderr", Session.KILLED).toString()))
        .isEqualTo(3);
    assertThat(fizzle.out()).contains("WHAT WOULD SETTLE IT");
  }

  @Test
  void endsWithTwoWhereNothingIsNamed() {
    assertThat(fizzle.run("diagnose")).isEqualTo(2);
    assertThat(fizzle.err()).startsWith("fizzle: say what to read: files, folders, archives");
  }

  @Test
  void writesJsonAndMarkdownInWhateverCaseTheyAreAskedFor() {
    String log = log(Session.CONTAINER_OOM);

    assertThat(fizzle.run("diagnose", log, "--format", "JSON")).isEqualTo(1);
    assertThat(fizzle.out()).startsWith("{").contains("\"schema\" : \"fizzle.diagnosis/1\"");
    assertThat(fizzle.run("diagnose", log, "-f", "markdown")).isEqualTo(1);
    assertThat(fizzle.out()).startsWith("# wide-join: container-oom");
  }

  @Test
  void namesTheFormatsThatThereAreWhereItIsAskedForAnother() {
    assertThat(fizzle.run("diagnose", log(Session.HEALTHY), "--format", "docx")).isEqualTo(2);
    assertThat(fizzle.err()).contains("no such format: docx. Known formats: text, json, markdown");
  }

  @Test
  void writesTheReportToAFileAndNothingToTheTerminal() throws IOException {
    Path report = folder.resolve("report.md");

    int code =
        fizzle.run("diagnose", log(Session.CONTAINER_OOM), "-f", "markdown", "-o", report.toString());

    assertThat(code).isEqualTo(1);
    assertThat(fizzle.out()).isEmpty();
    assertThat(report).content().startsWith("# wide-join: container-oom");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("driver.log", "report.md");
    }
  }

  @Test
  void replacesAReportAndKeepsItsPermissionsAndTheLinkToIt() throws IOException {
    Path old = file(folder, "kept/old.txt", "old");
    Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rw-r-----");
    Files.setPosixFilePermissions(old, permissions);
    Path link = Files.createSymbolicLink(folder.resolve("latest.txt"), old);

    fizzle.run("diagnose", log(Session.HEALTHY), "-o", link.toString());

    assertThat(old).content().startsWith("nightly");
    assertThat(Files.getPosixFilePermissions(old)).isEqualTo(permissions);
    assertThat(link).isSymbolicLink();
  }

  @Test
  void refusesAFileInAFolderThatDoesNotExistBeforeItReadsAnything() {
    Path report = folder.resolve("missing/report.txt");

    assertThat(fizzle.run("diagnose", log(Session.HEALTHY), "-o", report.toString())).isEqualTo(2);
    assertThat(fizzle.err())
        .startsWith(
            "fizzle: --output: cannot write to "
                + report
                + ": there is no folder "
                + report.getParent());
  }

  @Test
  void refusesAFolderAndAFileBelowAFile() {
    String log = log(Session.HEALTHY);

    assertThat(fizzle.run("diagnose", log, "-o", folder.toString())).isEqualTo(2);
    assertThat(fizzle.err()).contains("it is a folder");
    assertThat(fizzle.run("diagnose", log, "-o", log + "/report.txt")).isEqualTo(2);
    assertThat(fizzle.err()).contains(log + " is not a folder");
  }

  @Test
  void printsTheReportWhereItCouldNotBeWrittenAfterAll() {
    assertThat(fizzle.run("diagnose", log(Session.HEALTHY), "-o", "/dev/full")).isEqualTo(2);
    assertThat(fizzle.out()).contains("  healthy  ");
    assertThat(fizzle.err())
        .startsWith("fizzle: cannot write to /dev/full: ")
        .contains("the report went to standard output");
  }

  @Test
  void leavesAnOldReportAloneWhereNothingCouldBeRead() {
    Path old = file(folder, "old.txt", "old");

    assertThat(fizzle.run("diagnose", "/no/such/log", "-o", old.toString())).isEqualTo(2);
    assertThat(old).hasContent("old");
  }

  @Test
  void takesTheUsersWordForWhoWroteAFile() {
    Path gc = file(folder, "some.log", Session.KILLED);

    fizzle.run("diagnose", log(Session.HEALTHY), "--executor", "7=" + gc, "-f", "json");
    assertThat(fizzle.out()).contains("\"owner\" : \"executor 7\"");
  }

  @Test
  void readsWhatIsNamedForAnExecutorWithoutNamingItAgainAndSeveralForOne() {
    Path one = file(folder, "one.log", Session.KILLED);
    Path two = file(folder, "two=2.log", Session.KILLED);

    int code =
        fizzle.run("diagnose", "--executor", "7=" + one, "--executor", "7=" + two, "-f", "json");

    assertThat(code).isEqualTo(3);
    assertThat(fizzle.out().split("\"owner\" : \"executor 7\"", -1)).hasSize(3);
  }

  @Test
  void saysHowToNameAnExecutor() {
    assertThat(fizzle.run("diagnose", "x", "--executor", "7")).isEqualTo(2);
    assertThat(fizzle.err())
        .startsWith("fizzle: --executor: not understood: 7. Write ID=PATH, for example 7=");
  }

  @Test
  void shiftsClocksAndZonesAsAsked() {
    String log = log(Session.CONTAINER_OOM);

    fizzle.run("diagnose", log, "--zone", "+02:00", "-f", "json");
    assertThat(fizzle.out()).contains("\"at\" : \"2026-03-01T08:01:00Z\"");
    fizzle.run("diagnose", log, "--zone", "UTC", "--clock-skew", "driver=-1m", "-f", "json");
    assertThat(fizzle.out()).contains("\"at\" : \"2026-03-01T10:00:00Z\"");
  }

  @Test
  void saysHowToWriteZonesAndShifts() {
    assertThat(fizzle.run("diagnose", "x", "--zone", "Mars/Olympus")).isEqualTo(2);
    assertThat(fizzle.err()).startsWith("fizzle: --zone: no such zone: Mars/Olympus. Give a name");
    assertThat(fizzle.run("diagnose", "x", "--clock-skew", "late")).isEqualTo(2);
    assertThat(fizzle.err()).startsWith("fizzle: --clock-skew: not understood: late. Write WHOSE=");
  }
}

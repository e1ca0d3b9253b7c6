package io.fizzle.history.store;

import static io.fizzle.history.Samples.START;
import static io.fizzle.history.Samples.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fizzle.history.Access;
import io.fizzle.history.Filter;
import io.fizzle.history.History;
import io.fizzle.history.HistoryProblem;
import io.fizzle.history.HistoryProblem.Kind;
import io.fizzle.history.RunRecord;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history that cannot be used says why, and is never overwritten. */
class SqliteTroubleTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("history.db");
  }

  private void fill(int runs) {
    try (History history = Stores.open(file().toString())) {
      List<RunRecord> records = new ArrayList<>();
      for (int i = 0; i < runs; i++) {
        records.add(failed("r" + i, "project-" + i, START.plusSeconds(i)));
      }
      history.record(records);
    }
  }

  private HistoryProblem problem() {
    return catchThrowableOfType(HistoryProblem.class, () -> Stores.open(file().toString()).close());
  }

  private static long count(History history) {
    long[] found = {0};
    history.runs(Access.everything(), Filter.ALL, run -> found[0]++);
    return found[0];
  }

  @Test
  void aFileThatIsNoDatabaseIsLeftAlone() throws Exception {
    byte[] garbled = "not a database at all\n".repeat(500).getBytes(StandardCharsets.UTF_8);
    Files.write(file(), garbled);

    assertThat(problem().kind()).isEqualTo(Kind.CORRUPT);
    assertThat(problem()).hasMessageContaining(file().toString()).hasMessageContaining("restore");
    assertThat(Files.readAllBytes(file())).isEqualTo(garbled);
  }

  @Test
  void anotherProgramsDatabaseIsLeftAlone() throws Exception {
    execute("CREATE TABLE songs (title TEXT)");
    byte[] before = Files.readAllBytes(file());

    assertThat(problem().kind()).isEqualTo(Kind.FOREIGN);
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  @Test
  void aNewerHistoryIsLeftAlone() throws Exception {
    fill(1);
    execute("PRAGMA user_version = 99");
    byte[] before = Files.readAllBytes(file());

    assertThat(problem().kind()).isEqualTo(Kind.NEWER);
    assertThat(problem()).hasMessageContaining("newer Fizzle");
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  @Test
  void aHistoryFromBeforeTheFirstReleaseIsLeftAlone() throws Exception {
    fill(1);
    execute("PRAGMA user_version = 1");
    byte[] before = Files.readAllBytes(file());

    assertThat(problem())
        .hasMessageContaining("before its first release")
        .hasMessageContaining("history export");
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  private void execute(String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void damageInTheMiddleIsToldWhereItIsMet() throws Exception {
    fill(2_000);
    try (RandomAccessFile raw = new RandomAccessFile(file().toFile(), "rw")) {
      for (long at = 16_384; at < raw.length(); at += 16_384) {
        raw.seek(at);
        raw.write(new byte[6_000]);
      }
    }

    HistoryProblem problem =
        catchThrowableOfType(
            HistoryProblem.class,
            () -> {
              try (History history = Stores.open(file().toString())) {
                count(history);
              }
            });
    assertThat(problem.kind()).isEqualTo(Kind.CORRUPT);
  }

  @Test
  void aHistoryThatIsNotThereIsNotMadeByLooking() {
    HistoryProblem problem =
        catchThrowableOfType(
            HistoryProblem.class, () -> Stores.openExisting(file().toString()).close());

    assertThat(problem.kind()).isEqualTo(Kind.MISSING);
    assertThat(file()).doesNotExist();
  }

  @Test
  void onlyItsOwnerMayReadIt() throws Exception {
    fill(1);
    Assumptions.assumeTrue(
        Files.getFileStore(file()).supportsFileAttributeView("posix"), "no POSIX permissions");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void aReadOnlyHistoryCanBeReadAndSaysThatItCannotBeWritten() throws Exception {
    fill(3);
    Assumptions.assumeTrue(ChildJvm.canMount(), "this user may not mount");
    String readOnly =
        "mount --bind " + folder + " " + folder + " && mount -o remount,ro,bind " + folder;
    Process child =
        ChildJvm.start(
            ChildJvm.mounted(readOnly), WriteLoop.class, file().toString(), "x", "0", "50");

    assertThat(output(child)).isEqualTo("READ_ONLY");

    Process reader = ChildJvm.start(ChildJvm.mounted(readOnly), CountLoop.class, file().toString());
    assertThat(output(reader)).isEqualTo("3");
  }

  @Test
  void aFullDiskIsToldAndWhatWasRecordedStays() throws Exception {
    Assumptions.assumeTrue(ChildJvm.canMount(), "this user may not mount");
    String small = "mount -t tmpfs -o size=3m tmpfs " + folder;
    Process child =
        ChildJvm.start(ChildJvm.mounted(small), FillLoop.class, file().toString(), "200000");

    assertThat(output(child)).isEqualTo("FULL, all acknowledged are there");
  }

  private static String output(Process child) throws IOException, InterruptedException {
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return said.strip();
  }

  @Test
  void aBackupIsTheHistoryAsItWas() {
    fill(5);
    Path backup = folder.resolve("backup.db");
    try (History history = Stores.open(file().toString())) {
      history.backup(backup);
      history.record(failed("r9", "sales", START));
    }

    Optional<Path> kept =
        Stores.restore(backup, file().toString(), Instant.ofEpochSecond(1_800_000_000));

    try (History history = Stores.open(file().toString())) {
      assertThat(count(history)).isEqualTo(5);
    }
    assertThat(kept).contains(folder.resolve("history.db.1800000000"));
    try (History old = Stores.openExisting(kept.orElseThrow().toString())) {
      assertThat(count(old)).isEqualTo(6);
    }
  }

  @Test
  void aBackupOverwritesNothingAndNothingBadIsRestored() throws Exception {
    fill(2);
    Path other = Files.writeString(folder.resolve("other.db"), "x".repeat(5_000));
    try (History history = Stores.open(file().toString())) {
      assertThat(catchThrowableOfType(HistoryProblem.class, () -> history.backup(other)))
          .hasMessageContaining("is there already");
    }
    HistoryProblem problem =
        catchThrowableOfType(
            HistoryProblem.class, () -> Stores.restore(other, file().toString(), Instant.now()));

    assertThat(problem.kind()).isEqualTo(Kind.CORRUPT);
    try (History history = Stores.open(file().toString())) {
      assertThat(count(history)).isEqualTo(2);
    }
  }
}

package io.fizzle.spark.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a recording lies. */
class RingPlaceTest {
  @TempDir private Path root;

  private Path logs;
  private Path work;
  private Path local;
  private Path temporary;

  @BeforeEach
  void makeFolders() throws IOException {
    logs = Files.createDirectory(root.resolve("logs"));
    work = Files.createDirectory(root.resolve("work"));
    local = Files.createDirectory(root.resolve("local"));
    temporary = Files.createDirectory(root.resolve("tmp"));
  }

  private Map<String, String> properties(String yarnLogs) {
    return Map.of(
        "spark.yarn.app.container.log.dir", yarnLogs,
        "user.dir", work.toString(),
        "java.io.tmpdir", temporary.toString());
  }

  private RingPlace place(boolean isDriver, String yarnLogs, String... localDirectories) {
    return RingPlace.choose(null, isDriver, List.of(localDirectories), properties(yarnLogs))
        .orElseThrow();
  }

  @Test
  void anExecutorRecordsWhereItsLogsAreElseWhereItRuns() {
    assertThat(place(false, root.resolve("absent") + "," + logs, local.toString()))
        .isEqualTo(new RingPlace(logs, false));
    assertThat(place(false, "", local.toString())).isEqualTo(new RingPlace(work, false));
  }

  @Test
  void aDriverLeavesNothingWhereItsUserHappensToBe() {
    assertThat(place(true, logs.toString(), local.toString()))
        .isEqualTo(new RingPlace(logs, false));
    assertThat(place(true, "", local.toString())).isEqualTo(new RingPlace(local, true));
    assertThat(place(true, " ", "", root.resolve("absent").toString()))
        .isEqualTo(new RingPlace(temporary, true));
  }

  @Test
  void whatTheUserChoseIsTheOnlyPlace() {
    assertThat(RingPlace.choose(logs.toString(), true, List.of(), properties("")))
        .contains(new RingPlace(logs, false));
    assertThat(RingPlace.choose("no\0folder", true, List.of(local.toString()), properties("")))
        .isEmpty();
  }
}

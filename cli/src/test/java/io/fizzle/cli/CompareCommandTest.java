package io.fizzle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
  private static final String LOG =
      """
      {"Event":"SparkListenerLogStart","Spark Version":"3.5.7"}
      {"Event":"SparkListenerApplicationStart","App Name":"nightly","App ID":"application_1_1","Timestamp":1700000000000,"User":"u"}
      {"Event":"SparkListenerJobStart","Job ID":0,"Submission Time":1700000001000,"Stage Infos":[]}
      {"Event":"SparkListenerJobEnd","Job ID":0,"Completion Time":1700000009000,"Job Result":{"Result":"JobSucceeded"}}
      {"Event":"SparkListenerApplicationEnd","Timestamp":%d}
      """;

  @TempDir private Path folder;
  private final Session session = new Session();
  private String usual = "";
  private String slow = "";

  @BeforeEach
  void writeRuns() {
    usual = Session.file(folder, "usual", LOG.formatted(1_700_000_020_000L)).toString();
    slow = Session.file(folder, "slow", LOG.formatted(1_700_000_040_000L)).toString();
  }

  @Test
  void noDifferenceEndsWith0() {
    assertThat(session.run("compare", usual, usual)).isZero();
    assertThat(session.out()).contains("No meaningful difference: 20.0 s → 20.0 s");
  }

  @Test
  void aSlowerSecondRunEndsWith1AndTheOtherWayRoundWith0() {
    assertThat(session.run("compare", usual, slow)).isEqualTo(1);
    assertThat(session.out())
        .contains("The second run is slower: 20.0 s → 40.0 s (+20.0 s, +100 %).");
    assertThat(session.run("compare", slow, usual)).isZero();
  }

  @Test
  void theToleranceIsTheCallersToChoose() {
    assertThat(session.run("compare", usual, slow, "--tolerance", "150")).isZero();
    assertThat(session.run("compare", usual, slow, "--tolerance", "-1")).isEqualTo(2);
    assertThat(session.err()).contains("--tolerance: not understood");
  }

  @Test
  void aRunMayHaveSeveralPaths() {
    String log = Session.file(folder, "driver.log", Session.HEALTHY).toString();

    assertThat(session.run("compare", "--format", "json", usual, log, "--", slow)).isEqualTo(1);
    assertThat(session.out()).contains("\"schema\" : \"fizzle.comparison/1\"");
  }

  @Test
  void oneRunOrThreeAreBadUsage() {
    assertThat(session.run("compare", usual)).isEqualTo(2);
    assertThat(session.err()).contains("give two runs");
    assertThat(session.run("compare", usual, slow, usual)).isEqualTo(2);
    assertThat(session.run("compare", "--", usual, slow)).isEqualTo(2);
  }

  @Test
  void aFormatThatTellsOfOneRunIsRefused() {
    assertThat(session.run("compare", usual, slow, "--format", "sarif")).isEqualTo(2);
    assertThat(session.err()).contains("a comparison is written as text, json or markdown");
  }

  @Test
  void aRunThatCannotBeReadIsNamed() {
    assertThat(session.run("compare", usual, folder.resolve("missing").toString())).isEqualTo(2);
    assertThat(session.err()).contains("nothing could be read of the second run");
  }
}

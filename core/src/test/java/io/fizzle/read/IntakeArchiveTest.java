package io.fizzle.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.eventlog.DecodeLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeArchiveTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"zip", "tar", "tar.gz"})
  void looksIntoArchives(String form) throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("logs/gc-executor-7.log", Archives.bytes(IntakeTest.GC));
    members.put("logs/driver.log", Archives.bytes(IntakeTest.DRIVER));
    Path archive = write("evidence.bin", pack(form, members));

    try (Collected collected = collect(archive)) {
      assertThat(collected.problems()).isEmpty();
      assertThat(collected.inputs())
          .extracting(input -> input.source().name().replaceFirst(".*/evidence", "evidence"))
          .containsExactly("evidence.bin!logs/driver.log", "evidence.bin!logs/gc-executor-7.log");
      assertThat(IntakeTest.text(collected.inputs().get(0))).isEqualTo(IntakeTest.DRIVER);
      assertThat(IntakeTest.text(collected.inputs().get(1))).isEqualTo(IntakeTest.GC);
      assertThat(collected.inputs().get(1).source().owner()).isEqualTo(Owner.executor("7"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip", "tar", "tar.gz"})
  void opensMembersInAnyOrderAndTwoAtATime(String form) throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    for (int i = 0; i < 5; i++) {
      members.put("executor-" + i + ".log", Archives.bytes(IntakeTest.DRIVER + "line " + i + "\n"));
    }
    Path archive = write("a", pack(form, members));

    try (Collected collected = collect(archive)) {
      for (int i : new int[] {3, 1, 4, 0, 0, 2}) {
        assertThat(IntakeTest.text(collected.inputs().get(i))).endsWith("line " + i + "\n");
      }
      try (var first = collected.inputs().get(2).open();
          var second = collected.inputs().get(1).open()) {
        int one = first.read();
        assertThat(new String(second.readAllBytes())).endsWith("line 1\n");
        assertThat((char) one + new String(first.readAllBytes())).endsWith("line 2\n");
      }
    }
  }

  @Test
  void looksIntoArchivesInArchives() throws IOException {
    byte[] inner =
        Archives.gzip(Archives.tar(Map.of("driver.log", Archives.bytes(IntakeTest.DRIVER))));
    byte[] middle = Archives.zip(Map.of("inner.tgz", inner));
    Path outer = write("outer.tar", Archives.tar(Map.of("middle.zip", middle)));

    try (Collected collected = collect(outer)) {
      Input log = IntakeTest.only(collected);
      assertThat(log.source().name()).endsWith("outer.tar!middle.zip!inner.tgz!driver.log");
      assertThat(IntakeTest.text(log)).isEqualTo(IntakeTest.DRIVER);
    }
  }

  @Test
  void stopsAtTheFourthArchiveAndReadsTheRest() throws IOException {
    byte[] deep = Archives.bytes(IntakeTest.DRIVER);
    for (int i = 0; i < 4; i++) {
      deep = Archives.zip(Map.of("level-" + i, deep));
    }
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("deep", deep);
    members.put("gc.log", Archives.bytes(IntakeTest.GC));
    Path outer = write("outer.zip", Archives.zip(members));

    try (Collected collected = collect(outer)) {
      assertThat(collected.problems())
          .singleElement()
          .extracting(Problem::what)
          .isEqualTo("lies in more than 3 archives");
      assertThat(collected.usable())
          .extracting(IntakeTest::name)
          .containsExactly("outer.zip!gc.log");
    }
  }

  @Test
  void cleansNamesThatClimbAndWritesNothing() throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("../../etc/passwd", Archives.bytes(IntakeTest.DRIVER));
    members.put("/C:\\logs\\..\\gc-1.log", Archives.bytes(IntakeTest.GC));
    Path archive = write("evil.zip", Archives.zip(members));

    try (Collected collected = collect(archive)) {
      assertThat(collected.inputs())
          .extracting(input -> input.source().name().replaceFirst("^[^!]*!", ""))
          .containsExactly("etc/passwd", "C:/logs/gc-1.log");
      assertThat(IntakeTest.text(collected.inputs().get(0))).isEqualTo(IntakeTest.DRIVER);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files).containsExactlyInAnyOrder(folder, archive);
    }
  }

  @Test
  void givesUpAnArchiveThatExpandsWithoutEnd() throws IOException {
    Path bomb = write("bomb.zip", zeros("a.log", 400L << 20));

    try (Collected collected = collect(bomb)) {
      assertThat(collected.usable()).isEmpty();
      assertThat(collected.problems())
          .extracting(Problem::what)
          .anyMatch(what -> what.contains("limit"));
    }
  }

  @Test
  void givesUpACompressedFileBeyondItsLimitWhileItIsRead() throws IOException {
    Path bomb = write("driver.log", Archives.gzip(Archives.bytes(IntakeTest.DRIVER.repeat(2_000))));
    Limits limits = limits(new DecodeLimits(200_000, 500));

    try (Collected collected = new Intake(limits, Map.of()).collect(List.of(bomb.toString()))) {
      ReadReport report =
          BoundedLines.read(IntakeTest.only(collected).open(), 1_000, (number, line) -> true);
      assertThat(report.torn()).isTrue();
      assertThat(report.lines()).isBetween(100L, 3_000L);
      assertThat(report.remarks().get(0)).contains("limit");
    }
  }

  @Test
  void namesAnArchiveThatIsCutBeforeItsFirstMember() throws IOException {
    byte[] whole = Archives.zip(Map.of("driver.log", Archives.bytes(IntakeTest.DRIVER)));
    Path cut = write("cut.zip", Arrays.copyOf(whole, 8));

    try (Collected collected = collect(cut)) {
      assertThat(collected.inputs()).isEmpty();
      assertThat(collected.problems())
          .extracting(Problem::what)
          .containsExactly("is an archive without a whole file in it");
    }
  }

  @Test
  void readsTheMembersBeforeADamagedPlace() throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("driver.log", Archives.bytes(IntakeTest.DRIVER));
    members.put("gc.log", Archives.bytes(IntakeTest.GC.repeat(50)));
    byte[] tar = Archives.tar(members);
    Path archive = write("cut.tar", Arrays.copyOf(tar, 2_000));

    try (Collected collected = collect(archive)) {
      assertThat(collected.usable()).extracting(IntakeTest::name).contains("cut.tar!driver.log");
      assertThat(collected.problems())
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.source()).endsWith("cut.tar");
                assertThat(problem.what()).startsWith("breaks after member");
              });
    }
  }

  @Test
  void goesOnAfterAMemberThatIsDamagedItself() throws IOException {
    byte[] gzip = Archives.gzip(Archives.bytes(IntakeTest.GC));
    gzip[12] ^= 0x55;
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("gc.log.gz", gzip);
    members.put("driver.log", Archives.bytes(IntakeTest.DRIVER));
    Path archive = write("mixed.zip", Archives.zip(members));

    try (Collected collected = collect(archive)) {
      assertThat(collected.inputs()).extracting(IntakeTest::name).contains("mixed.zip!driver.log");
      assertThat(IntakeTest.text(collected.inputs().get(0))).isEqualTo(IntakeTest.DRIVER);
    }
  }

  @Test
  void doesNotHoldAHeaderOfATarThatNeverEnds() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      TarArchiveEntry name = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
      name.setSize(8 << 20);
      tar.putArchiveEntry(name);
      tar.write(new byte[8 << 20]);
      tar.closeArchiveEntry();
    }
    Path archive = write("long.tgz", Archives.gzip(bytes.toByteArray()));

    try (Collected collected = collect(archive)) {
      assertThat(collected.inputs()).isEmpty();
      assertThat(collected.problems())
          .singleElement()
          .extracting(Problem::what)
          .asString()
          .contains("a header is longer than any honest one");
    }
  }

  @Test
  void takesAJarForWhatItIs() throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("META-INF/MANIFEST.MF", Archives.bytes("Manifest-Version: 1.0\n"));
    members.put("a/B.class", new byte[] {1, 2, 3});
    Path jar = write("app.jar", Archives.zip(members));

    try (Collected collected = collect(jar)) {
      assertThat(IntakeTest.only(collected).note()).isEqualTo("a Java archive");
    }
  }

  @Test
  void looksAtNoMoreMembersThanItsLimit() throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      members.put("executor-" + i, Archives.bytes(IntakeTest.GC));
    }
    Path archive = write("many.zip", Archives.zip(members));
    Limits limits = new Limits(3, 10, DecodeLimits.DEFAULT, 0, Duration.ofSeconds(1));

    try (Collected collected = new Intake(limits, Map.of()).collect(List.of(archive.toString()))) {
      assertThat(collected.inputs()).hasSize(10);
      assertThat(collected.problems())
          .singleElement()
          .extracting(Problem::what)
          .isEqualTo("has more than 10 members");
    }
  }

  @Test
  void makesOneSourceOfARollingEventLogInAnArchive() throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("h/eventlog_v2_app-1/events_2_app-1", Archives.bytes("{\"Event\":\"b\"}\n"));
    members.put("h/eventlog_v2_app-1/events_1_app-1", Archives.bytes(IntakeTest.EVENTS));
    members.put("h/eventlog_v2_app-1/appstatus_app-1", new byte[0]);
    Path archive = write("history.tgz", Archives.gzip(Archives.tar(members)));

    try (Collected collected = collect(archive)) {
      Input log = IntakeTest.only(collected);
      assertThat(log.source().name()).endsWith("history.tgz!h/eventlog_v2_app-1");
      assertThat(log.source().kind()).isEqualTo(SourceKind.EVENT_LOG);
      assertThat(IntakeTest.text(log)).isEqualTo(IntakeTest.EVENTS + "{\"Event\":\"b\"}\n");
    }
  }

  private static byte[] pack(String form, Map<String, byte[]> members) throws IOException {
    return switch (form) {
      case "zip" -> Archives.zip(members);
      case "tar" -> Archives.tar(members);
      default -> Archives.gzip(Archives.tar(members));
    };
  }

  private static byte[] zeros(String name, long length) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      byte[] chunk = new byte[1 << 20];
      for (long written = 0; written < length; written += chunk.length) {
        zip.write(chunk);
      }
    }
    return bytes.toByteArray();
  }

  private static Limits limits(DecodeLimits expansion) {
    return new Limits(3, 1_000, expansion, 0, Duration.ofSeconds(1));
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static Collected collect(Path place) {
    return Intake.standard().collect(List.of(place.toString()));
  }
}

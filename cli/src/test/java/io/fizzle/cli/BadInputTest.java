package io.fizzle.cli;

import static io.fizzle.cli.Session.file;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever lies beside a good log: it is named with its reason, and the good log is diagnosed as if
 * it lay there alone.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BadInputTest {
  private final Session fizzle = new Session();
  @TempDir private Path folder;
  private Path evidence;

  @BeforeEach
  void aGoodLog() {
    evidence = folder.resolve("evidence");
    file(evidence, "driver.log", Session.CONTAINER_OOM);
  }

  private Path bytes(String name, byte[] content) throws IOException {
    return Files.write(evidence.resolve(name), content);
  }

  /** Diagnoses the folder: the good log's verdict, and this line about the bad one. */
  private void isNamed(String line) {
    assertThat(fizzle.run("diagnose", evidence.toString())).isEqualTo(1);
    assertThat(fizzle.out()).contains("  container-oom  ");
    assertThat(fizzle.out().replaceAll("\n {2,}", " ")).contains(line);
  }

  /** Diagnosed alone there is nothing to diagnose. */
  private void aloneIsNamed(Path path, String line) {
    assertThat(fizzle.run("diagnose", path.toString())).isEqualTo(2);
    assertThat(fizzle.out()).isEmpty();
    assertThat(fizzle.err()).startsWith("fizzle: nothing could be read\n").contains(line);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(String member, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(member));
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  @Test
  void aPathThatDoesNotExist() {
    aloneIsNamed(folder.resolve("typo.log"), "typo.log: does not exist; check the path");
  }

  @Test
  void onePathOfSeveralThatDoesNotExist() {
    String missing = folder.resolve("typo.log").toString();

    assertThat(fizzle.run("diagnose", missing, evidence.toString(), "-f", "json")).isEqualTo(1);
    assertThat(fizzle.err()).startsWith("fizzle: " + missing + ": does not exist; check the path");
    assertThat(fizzle.out()).contains("\"name\" : \"" + missing + "\"", "container-oom");
  }

  @Test
  void theExitCodeIsThatOfTheRestWhereAPathIsMissing() {
    Path healthy = file(folder, "healthy.log", Session.HEALTHY);

    assertThat(fizzle.run("diagnose", folder.resolve("typo").toString(), healthy.toString()))
        .isZero();
  }

  @Test
  void aFileThatMayNotBeRead() throws IOException {
    Path secret = file(evidence, "secret.log", Session.HEALTHY);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    assumeTrue(!Files.isReadable(secret), "this user may read everything");

    isNamed("secret.log: may not be read; give yourself read permission, or copy it");
  }

  @Test
  void aFileThatBreaksAtItsFirstByte() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/mem")), "no file at hand that cannot be read");
    Files.createSymbolicLink(evidence.resolve("torn.log"), Path.of("/proc/self/mem"));

    isNamed("torn.log: cannot be read: Input/output error; copy it again");
    assertThat(fizzle.out()).contains("1 read: 1 Spark log; 1 not used");
  }

  @Test
  void anEmptyFolder() throws IOException {
    Path empty = Files.createDirectory(evidence.resolve("empty"));

    isNamed("empty: is an empty folder; check that the logs were copied");
    aloneIsNamed(empty, "is an empty folder");
  }

  @Test
  void anEmptyFile() throws IOException {
    Path empty = bytes("stdout", new byte[0]);

    isNamed("stdout: empty");
    aloneIsNamed(empty, "stdout: empty");
  }

  @Test
  void binaryContent() throws IOException {
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);
    Path binary = bytes("heap.hprof", noise);

    isNamed("heap.hprof: encrypted, or packed in a way that is not known");
    aloneIsNamed(binary, "heap.hprof: encrypted, or packed in a way that is not known");
  }

  @Test
  void aCompressedFileThatIsCut() throws IOException {
    byte[] whole = gzip(Session.HEALTHY.repeat(2000).getBytes(StandardCharsets.UTF_8));
    bytes("second.log.gz", Arrays.copyOf(whole, whole.length / 2));

    assertThat(fizzle.run("diagnose", evidence.toString())).isEqualTo(1);
    assertThat(fizzle.out()).contains("! second.log.gz: line ", "the stream broke off");
  }

  @Test
  void aCompressedFileThatIsCorrupt() throws IOException {
    byte[] broken = gzip(Session.HEALTHY.getBytes(StandardCharsets.UTF_8));
    Arrays.fill(broken, 10, 40, (byte) 0xff);
    bytes("second.log.gz", broken);

    isNamed("second.log.gz: cannot be read: ");
  }

  @Test
  void aBombInACompressedFile() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write("26/03/01 10:00:01 INFO MemoryStore: started\n".getBytes(StandardCharsets.UTF_8));
      bomb(gzip);
    }
    bytes("bomb.log.gz", bytes.toByteArray());

    isNamed("! bomb.log.gz: line 2: the stream broke off: decompressed size exceeds its limit");
  }

  @Test
  void aBombInAnArchive() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("bomb.log"));
      bomb(zip);
    }
    bytes("logs.zip", bytes.toByteArray());

    isNamed("limit");
  }

  /** Far more than a log of this compressed size can hold: a thousand bytes for one. */
  private static void bomb(OutputStream out) throws IOException {
    byte[] block = "a".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 400; i++) {
      out.write(block);
    }
  }

  @Test
  void archivesInArchives() throws IOException {
    byte[] nested = zip("driver.log", Session.HEALTHY.getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < 6; i++) {
      nested = zip("inner.zip", nested);
    }
    bytes("outer.zip", nested);

    isNamed("lies in more than 3 archives; unpack the outer ones");
  }

  @Test
  void aLinkThatLeadsBackToItsFolder() throws IOException {
    Files.createSymbolicLink(evidence.resolve("again"), evidence);

    assertThat(fizzle.run("diagnose", evidence.toString())).isEqualTo(1);
    assertThat(fizzle.out()).contains("  1 read: 1 Spark log\n");
  }

  @Test
  void aLinkThatLeadsNowhere() throws IOException {
    Files.createSymbolicLink(evidence.resolve("gone.log"), folder.resolve("nowhere"));

    isNamed("gone.log: does not exist; check the path; a link may lead nowhere");
  }

  @Test
  void aMemberThatClimbsOutOfItsArchive() throws IOException {
    bytes("logs.zip", zip("../../etc/driver.log", Session.HEALTHY.getBytes(ISO_8859_1)));

    assertThat(fizzle.run("diagnose", evidence.toString(), "-f", "json")).isEqualTo(1);
    assertThat(fizzle.out()).contains("logs.zip!etc/driver.log").doesNotContain("..");
    assertThat(folder.resolve("etc")).doesNotExist();
  }

  @Test
  void bytesThatAreNoUtf8() throws IOException {
    bytes(
        "latin1.log", Session.HEALTHY.replace("nightly", "\u00fcbung\u00ff").getBytes(ISO_8859_1));

    assertThat(fizzle.run("diagnose", evidence.resolve("latin1.log").toString())).isZero();
    assertThat(fizzle.out()).startsWith("\ufffdbung\ufffd");
  }

  @Test
  void jsonThatIsNestedWithoutEnd() throws IOException {
    String start = "{\"Event\":\"SparkListenerLogStart\",\"Spark Version\":\"3.5.7\"}\n";
    String deep = "{\"Event\":\"SparkListenerTaskEnd\",\"x\":" + "[".repeat(200_000) + "\n";
    String end =
        """
        {"Event":"SparkListenerJobEnd","Job ID":0,"Completion Time":1772359100000,\
        "Job Result":{"Result":"JobSucceeded"}}
        {"Event":"SparkListenerApplicationEnd","Timestamp":1772359200000}
        """;
    bytes("eventlog", (start + deep + end).getBytes(StandardCharsets.UTF_8));

    assertThat(fizzle.run("diagnose", evidence.resolve("eventlog").toString())).isZero();
    assertThat(fizzle.out()).contains("1 event log", "! eventlog: ");
  }

  @Test
  void aPipeThatNobodyWritesTo() throws Exception {
    Path pipe = evidence.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo");

    isNamed("pipe: is a pipe, socket or device; save its content to a file");
    aloneIsNamed(pipe, "is a pipe, socket or device");
  }

  @Test
  void aFileThatIsNamedTwiceAndLiesInANamedFolderIsReadOnce() {
    String log = evidence.resolve("driver.log").toString();

    fizzle.run("diagnose", log, evidence.toString(), log, "-f", "json");

    assertThat(fizzle.out().split("\"used\" : true", -1)).hasSize(2);
  }

  @Test
  void anArchiveIsReadOnceWhereItIsNamedTwice() throws IOException {
    Path archive = bytes("logs.zip", zip("driver.log", Session.HEALTHY.getBytes(ISO_8859_1)));

    fizzle.run("diagnose", archive.toString(), archive.toString(), "-f", "json");

    assertThat(fizzle.out().split("\"used\" : true", -1)).hasSize(2);
  }
}

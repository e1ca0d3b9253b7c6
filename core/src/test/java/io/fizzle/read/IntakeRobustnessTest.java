package io.fizzle.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.config.SparkConfReader;
import io.fizzle.read.container.CgroupReader;
import io.fizzle.read.crash.HsErrReader;
import io.fizzle.read.kernel.KernelLogReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeRobustnessTest {
  private static final long TWO_GIB = 2L << 30;

  @TempDir Path folder;

  @Test
  void namesAPathThatDoesNotExist() {
    assertThat(collect("nowhere/driver.log").problems())
        .containsExactly(
            new Problem(
                "nowhere/driver.log", "does not exist", "check the path; a link may lead nowhere"));
  }

  @Test
  void namesATextThatIsNoPath() {
    assertThat(collect("a\0b").problems())
        .extracting(Problem::what)
        .containsExactly("is not a path");
  }

  @Test
  void namesAnEmptyFolder() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThat(collect(empty.toString()).problems())
        .extracting(Problem::what)
        .containsExactly("is an empty folder");
  }

  @Test
  void namesAFileThatMayNotBeRead() throws IOException {
    Path secret = write("secret.log", IntakeTest.DRIVER.getBytes());
    assertThat(secret.toFile().setReadable(false)).isTrue();
    Assumptions.assumeFalse(Files.isReadable(secret), "this user may read everything");

    assertThat(collect(secret.toString()).problems())
        .extracting(Problem::what)
        .containsExactly("may not be read");
  }

  @Test
  void readsTheRestWhereOnePlaceIsMissing() throws IOException {
    Path log = write("driver.log", IntakeTest.DRIVER.getBytes());

    Collected collected = collect("missing", log.toString());

    assertThat(collected.problems()).hasSize(1);
    assertThat(collected.usable()).hasSize(1);
  }

  @Test
  void neverOpensAPipe() throws Exception {
    Path pipe = folder.resolve("pipe.log");
    Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
    Assumptions.assumeTrue(mkfifo.waitFor() == 0, "no pipes here");

    Collected collected =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> collect(folder.toString()));

    assertThat(collected.problems())
        .extracting(Problem::what)
        .containsExactly("is a pipe, socket or device");
  }

  @Test
  void neverOpensADevice() {
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/zero")), "no devices here");

    assertThat(collect("/dev/zero").problems())
        .extracting(Problem::what)
        .containsExactly("is a pipe, socket or device");
  }

  @Test
  void readsEachFileOnceInAFolderThatLinksToItself() throws IOException {
    write("logs/driver.log", IntakeTest.DRIVER.getBytes());
    Files.createSymbolicLink(folder.resolve("logs/again"), folder);
    Files.createSymbolicLink(folder.resolve("logs/latest.log"), folder.resolve("logs/driver.log"));
    Files.createSymbolicLink(folder.resolve("logs/gone.log"), folder.resolve("nowhere"));

    Collected collected = collect(folder.toString(), folder.resolve("logs").toString());

    assertThat(collected.inputs()).extracting(IntakeTest::name).containsExactly("driver.log");
    assertThat(collected.problems()).extracting(Problem::what).containsExactly("does not exist");
  }

  @Test
  void listsThousandsOfFiles() throws IOException {
    for (int i = 0; i < 3_000; i++) {
      write("executor-" + i + "/gc.log", IntakeTest.GC.getBytes());
    }

    Collected collected = collect(folder.toString());

    assertThat(collected.usable()).hasSize(3_000);
    assertThat(collected.usable())
        .extracting(input -> input.source().owner())
        .doesNotHaveDuplicates()
        .allMatch(Owner::isExecutor);
  }

  @Test
  void stopsWalkingAtItsLimit() throws IOException {
    for (int i = 0; i < 20; i++) {
      write("f" + i, IntakeTest.GC.getBytes());
    }
    Limits limits = new Limits(3, 5, Limits.DEFAULT.expansion(), 0, Duration.ofSeconds(1));

    Collected collected =
        new Intake(limits, java.util.Map.of()).collect(List.of(folder.toString()));

    assertThat(collected.inputs()).hasSize(5);
    assertThat(collected.problems())
        .extracting(Problem::what)
        .containsExactly("has more than 5 files");
  }

  @Test
  void opensAFileThatVanishedAsOneThatTears() throws IOException {
    Path log = write("driver.log", IntakeTest.DRIVER.getBytes());
    Input input = IntakeTest.only(collect(log.toString()));
    Files.delete(log);

    ReadReport report = BoundedLines.read(input.open(), 100, (number, line) -> true);

    assertThat(report.torn()).isTrue();
    assertThat(report.lines()).isZero();
  }

  @Test
  void readsWhatIsLeftOfACutCompressedLog() throws IOException {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      text.append("26/03/01 10:00:00 INFO DAGScheduler: ").append(random.nextLong()).append('\n');
    }
    byte[] gzip = Archives.gzip(text.toString().getBytes());
    Path log = write("driver.log.gz", Arrays.copyOf(gzip, gzip.length / 2));

    Input input = IntakeTest.only(collect(log.toString()));
    ReadReport report = BoundedLines.read(input.open(), 1_000, (number, line) -> true);

    assertThat(input.source().kind()).isEqualTo(SourceKind.SPARK_LOG);
    assertThat(report.torn()).isTrue();
    assertThat(report.lines()).isBetween(1_000L, 4_000L);
  }

  @Test
  void namesACompressedFileOfWhichNothingIsLeft() throws IOException {
    Path log = write("driver.log.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});

    Collected collected = collect(log.toString());

    assertThat(collected.problems())
        .singleElement()
        .extracting(Problem::what)
        .asString()
        .startsWith("cannot be read");
    assertThat(collected.inputs())
        .extracting(input -> input.source().kind())
        .containsExactly(SourceKind.UNUSABLE);
  }

  @Test
  void takesInvalidUtf8ForTextAllTheSame() throws IOException {
    byte[] log =
        ("26/03/01 10:00:00 INFO DAGScheduler: na\u00efve \u00e9t\u00e9\n")
            .repeat(5)
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    Path path = write("driver.log", log);

    assertThat(IntakeTest.only(collect(path.toString())).source().kind())
        .isEqualTo(SourceKind.SPARK_LOG);
  }

  @Test
  void isNotImpressedByDeeplyNestedJson() throws IOException {
    Path arrays = write("a.json", "[".repeat(1_000_000).getBytes());
    Path objects = write("b.json", "{\"a\":".repeat(300_000).getBytes());

    assertThat(collect(arrays.toString(), objects.toString()).inputs())
        .extracting(Input::note)
        .containsOnly("JSON of a kind that is not read (no event log)");
  }

  @Test
  void recognisesASparseFileOfZerosWithoutReadingItAll() throws IOException {
    Path sparse = folder.resolve("sparse.log");
    try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
      file.setLength(TWO_GIB);
    }

    Input input =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> IntakeTest.only(collect(sparse.toString())));

    assertThat(input.note()).isEqualTo("binary content");
    assertThat(input.size()).isEqualTo(TWO_GIB);
  }

  @Test
  void readsALineOfTwoGigabytesInConstantMemory() {
    BoundedLines lines = new BoundedLines(new Endless(TWO_GIB, 'x'), 100);

    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          assertThat(lines.next()).isEqualTo("x".repeat(100));
          assertThat(lines.next()).isNull();
        });
    assertThat(lines.bytes()).isEqualTo(TWO_GIB);
  }

  @Test
  void smallReadersSurviveAnything() {
    List<Reader> readers =
        List.of(
            new HsErrReader(),
            new KernelLogReader(null),
            new CgroupReader(),
            new SparkConfReader());
    Random random = new Random(42);
    List<byte[]> hostile = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      byte[] bytes = new byte[random.nextInt(5_000)];
      random.nextBytes(bytes);
      hostile.add(bytes);
    }
    hostile.add("oom-kill Killed process (".repeat(5_000).getBytes());
    hostile.add(
        ("# " + "SIG".repeat(50_000) + "\nTime: Xyz Abc 99 99:99:99 9999 UTC\n").getBytes());
    hostile.add(
        "memory.max: 99999999999999999999\nmemory.peak: -1\noom_kill 9999999999999999999\n"
            .getBytes());
    hostile.add(
        ("spark.a \\\n".repeat(20_000) + "spark-submit --conf " + "\"'".repeat(9_999)).getBytes());

    for (Reader reader : readers) {
      for (byte[] bytes : hostile) {
        ReadReport report =
            reader.read(
                new ReadInput(new Source("x", SourceKind.TEXT, Owner.UNKNOWN), SourceClock.UTC),
                new java.io.ByteArrayInputStream(bytes),
                signal -> {});
        assertThat(report.bytes()).isEqualTo(bytes.length);
        assertThat(report.torn()).isFalse();
      }
    }
  }

  private Path write(String name, byte[] content) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    return Files.write(path, content);
  }

  private static Collected collect(String... places) {
    return Intake.standard().collect(List.of(places));
  }

  /** So many times the same byte. */
  private static final class Endless extends InputStream {
    private final byte value;
    private long left;

    Endless(long length, char value) {
      this.left = length;
      this.value = (byte) value;
    }

    @Override
    public int read() {
      return left-- > 0 ? value : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(left, length);
      Arrays.fill(buffer, offset, offset + count, value);
      left -= count;
      return count;
    }
  }
}

package io.fizzle.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.SourceKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jpountz.lz4.LZ4BlockOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xerial.snappy.SnappyOutputStream;

class IntakeTest {
  static final String DRIVER =
      """
      26/03/01 10:00:00 INFO SparkContext: Running Spark version 4.1.1
      26/03/01 10:00:01 INFO SparkContext: Submitted application: nightly
      26/03/01 10:00:02 INFO DAGScheduler: Got job 0 (count at Main.java:10) with 2 output partitions
      """;
  static final String EXECUTOR =
      """
      26/03/01 10:00:05 INFO CoarseGrainedExecutorBackend: Started daemon with process name: 873@node-1
      26/03/01 10:00:06 INFO Executor: Starting executor ID 7 on host node-1
      26/03/01 10:00:07 INFO Executor: Running task 0.0 in stage 0.0 (TID 0)
      """;
  static final String EVENTS =
      """
      {"Event":"SparkListenerLogStart","Spark Version":"4.1.1"}
      {"Event":"SparkListenerApplicationStart","App Name":"nightly","App ID":"app-1","Timestamp":1772359200000,"User":"u"}
      """;
  static final String GC =
      """
      [2026-03-01T10:00:04.500+0000][0.012s][info][gc] Using G1
      [2026-03-01T10:00:09.000+0000][4.512s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->5M(256M) 7.001ms
      """;

  @TempDir Path folder;

  @Test
  void walksAFolderAndTellsEachKindByItsContent() throws IOException {
    file("a.txt", DRIVER);
    file("sub/b.dat", EXECUTOR);
    file("sub/c", EVENTS);
    file("sub/d.out", GC);
    file("e.log", "# ours\nspark.executor.memory 4g\n");
    file("f.log", "[  344.420000] usb 1-1: new device\n");
    file("g.log", "memory.max:\n943718400\n");
    file("h.log", "#\n# A fatal error has been detected by the Java Runtime Environment:\n#\n");
    file("i.log", "the job was slow yesterday\n");
    file("j.log", "");

    Map<String, SourceKind> kinds = kinds(collect(folder.toString()));

    assertThat(kinds)
        .containsEntry("a.txt", SourceKind.SPARK_LOG)
        .containsEntry("b.dat", SourceKind.SPARK_LOG)
        .containsEntry("c", SourceKind.EVENT_LOG)
        .containsEntry("d.out", SourceKind.GC_LOG)
        .containsEntry("e.log", SourceKind.SPARK_CONF)
        .containsEntry("f.log", SourceKind.KERNEL_LOG)
        .containsEntry("g.log", SourceKind.CGROUP)
        .containsEntry("h.log", SourceKind.HS_ERR)
        .containsEntry("i.log", SourceKind.TEXT)
        .containsEntry("j.log", SourceKind.EMPTY);
  }

  @Test
  void putsFirstWhatTellsOfProcessesAndTimes() throws IOException {
    file("1.log", GC);
    file("2.log", DRIVER);
    file("3.log", EVENTS);
    file("4.log", "");

    assertThat(collect(folder.toString()).inputs())
        .extracting(input -> input.source().kind())
        .containsExactly(
            SourceKind.EVENT_LOG, SourceKind.SPARK_LOG, SourceKind.GC_LOG, SourceKind.EMPTY);
  }

  @ParameterizedTest
  @CsvSource({
    "executor-0.stderr, 0",
    "gc-executor-12.log, 12",
    "executor_3/gc.log, 3",
    "app-20260301100000-0001/5/stdout, 5",
    "nightly-exec-9.log, 9",
    "logs/executor-4/std/x, 4",
  })
  void takesTheExecutorFromThePathWhereTheContentDoesNotTell(String path, String id) {
    assertThat(PathOwner.of(path)).isEqualTo(Owner.executor(id));
  }

  @ParameterizedTest
  @CsvSource({
    "gc-driver.log, DRIVER",
    "driver-20260301100000-0001/stderr, DRIVER",
    "master.log, MASTER",
    "worker-2.log, WORKER",
    "spark-root-org.apache.spark.deploy.worker.Worker-1-node.out, WORKER",
    "hadoop-yarn-nodemanager-node-1.log, NODE_MANAGER",
    "container_e17_1772359200000_0001_01_000001/stderr, APPLICATION_MASTER",
    "container_1772359200000_0001_02_000014/stderr, EXECUTOR",
    "notes.txt, UNKNOWN",
    "workers-guide.txt, UNKNOWN",
  })
  void takesTheRoleFromThePath(String path, Owner.Role role) {
    assertThat(PathOwner.of(path).role()).isEqualTo(role);
  }

  @ParameterizedTest
  @CsvSource({
    "gc-14565.log, 14565",
    "gc.log.pid14565, 14565",
    "gc_pid77.log.0, 77",
    "hs_err_pid16679.log, 16679",
    "gc-executor-377.log, 377",
    "gc.log, 0",
    "gc-20260301.log, 0",
  })
  void takesTheProcessFromTheFileName(String name, long pid) {
    assertThat(PathOwner.pid("logs/" + name)).isEqualTo(pid);
  }

  @Test
  void believesTheContentBeforeThePath() throws IOException {
    file("driver.log", EXECUTOR);

    assertThat(only(collect(folder.toString())).source().owner()).isEqualTo(Owner.executor("7"));
  }

  @Test
  void believesTheUserBeforeTheContent() throws IOException {
    Path log = file("driver.log", EXECUTOR);
    Intake intake = new Intake(Limits.DEFAULT, Map.of(log.toString(), Owner.executor("42")));

    try (Collected collected = intake.collect(List.of(folder.toString()))) {
      assertThat(only(collected).source().owner()).isEqualTo(Owner.executor("42"));
    }
  }

  @Test
  void readsAPathThatOnlyTheUsersWordOfItsOwnerNames() throws IOException {
    Path log = file("x.log", GC);
    Intake intake = new Intake(Limits.DEFAULT, Map.of(log.toString(), Owner.executor("1")));

    try (Collected collected = intake.collect(List.of())) {
      assertThat(only(collected).source().owner()).isEqualTo(Owner.executor("1"));
    }
  }

  @Test
  void keepsProcessAndFirstTimeOfAGcLog() throws IOException {
    file("gc-873.log", GC);

    Input gc = only(collect(folder.toString()));

    assertThat(gc.source().pid()).isEqualTo(873);
    assertThat(gc.source().owner()).isEqualTo(Owner.UNKNOWN);
    assertThat(gc.firstTime().instant()).isEqualTo("2026-03-01T10:00:04.500Z");
    assertThat(gc.ownedBy(Owner.executor("7")).source())
        .isEqualTo(
            new io.fizzle.evidence.Source(
                gc.source().name(), SourceKind.GC_LOG, Owner.executor("7"), 873));
  }

  @ParameterizedTest
  @CsvSource({"gzip", "zstd", "lz4 block", "lz4 frame", "snappy"})
  void expandsEveryCompressionWhateverTheName(String form) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = compressor(form, bytes)) {
      out.write(Archives.bytes(DRIVER));
    }
    file("plain.log", bytes.toByteArray());

    Input input = only(collect(folder.toString()));

    assertThat(input.source().kind()).isEqualTo(SourceKind.SPARK_LOG);
    assertThat(text(input)).isEqualTo(DRIVER);
  }

  @Test
  void readsUtf16AsWindowsWritesIt() throws IOException {
    file(
        "driver.log", ("\ufeff" + DRIVER + "ä€\ud83d\ude00\n").getBytes(StandardCharsets.UTF_16LE));

    Input input = only(collect(folder.toString()));

    assertThat(input.source().kind()).isEqualTo(SourceKind.SPARK_LOG);
    assertThat(text(input)).isEqualTo(DRIVER + "ä€\ud83d\ude00\n");
  }

  @Test
  void readsGcLinesAndLogOfOneOutputAsTwoSources() throws IOException {
    file("pod-exec-7.log", EXECUTOR + GC);

    Collected collected = collect(folder.toString());

    assertThat(collected.inputs())
        .extracting(input -> input.source().kind())
        .containsExactly(SourceKind.SPARK_LOG, SourceKind.GC_LOG);
    assertThat(collected.inputs())
        .extracting(input -> input.source().owner())
        .containsOnly(Owner.executor("7"));
    assertThat(collected.inputs().get(1).source().name()).endsWith("pod-exec-7.log!gc");
  }

  @Test
  void makesOneSourceOfARollingEventLog() throws IOException {
    file("eventlog_v2_app-1/appstatus_app-1.inprogress", "");
    file("eventlog_v2_app-1/events_10_app-1", "{\"Event\":\"c\"}\n");
    file("eventlog_v2_app-1/events_2_app-1", "{\"Event\":\"b\"}\n");
    file(
        "eventlog_v2_app-1/events_1_app-1.gz",
        Archives.gzip(Archives.bytes(EVENTS + "{\"Event\":\"a")));

    Collected collected = collect(folder.toString());
    Input log = only(collected);

    assertThat(log.source().name()).endsWith("/eventlog_v2_app-1");
    assertThat(log.source().kind()).isEqualTo(SourceKind.EVENT_LOG);
    assertThat(text(log))
        .isEqualTo(EVENTS + "{\"Event\":\"a\n{\"Event\":\"b\"}\n{\"Event\":\"c\"}\n");
    assertThat(log.firstTime().instant()).isEqualTo("2026-03-01T10:00:00Z");
    assertThat(log.prior()).hasSize(1);
  }

  @Test
  void listsWhatItCannotUseWithTheReason() throws IOException {
    file("A.class", new byte[] {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 61});
    file("rec.jfr", new byte[] {'F', 'L', 'R', 0, 0, 2, 0, 1});
    file("heap.bin", Archives.bytes("JAVA PROFILE 1.0.2\0\0\0\0\b\0\0"));
    file(
        "jobs.json",
        "[ {\n  \"jobId\" : 1,\n  \"failureReason\": \"Job aborted due to stage failure\"\n} ]");
    file("none.json", "[ ]\n");
    file("samples.csv", "time,who,pid,rss\n1,driver,2,3\n1,driver,2,4\n");
    file("metrics.txt", "# HELP x y\nx{executor_id=\"1\"} 0\n");
    file("page.html", "<!DOCTYPE html><html></html>");
    file("random.bin", new byte[] {1, 2, 3, 4, 0, 9, 8, 7});

    Collected collected = collect(folder.toString());

    assertThat(collected.usable()).isEmpty();
    assertThat(collected.problems()).isEmpty();
    assertThat(collected.inputs())
        .extracting(input -> name(input) + ": " + input.note())
        .containsExactly(
            "A.class: a Java class file",
            "heap.bin: a heap dump, which is not read: Eclipse MAT shows what held the heap"
                + " (Dominator Tree)",
            "jobs.json: JSON of a kind that is not read (no event log)",
            "metrics.txt: metrics in Prometheus' text format, which are not read yet",
            "none.json: JSON of a kind that is not read (no event log)",
            "page.html: XML or HTML",
            "random.bin: binary content",
            "rec.jfr: a Java Flight Recorder recording, which is not read yet",
            "samples.csv: a table (CSV), which is not read");
  }

  private OutputStream compressor(String form, OutputStream out) throws IOException {
    return switch (form) {
      case "gzip" -> new java.util.zip.GZIPOutputStream(out);
      case "zstd" -> new ZstdOutputStream(out);
      case "lz4 block" -> new LZ4BlockOutputStream(out);
      case "lz4 frame" -> new LZ4FrameOutputStream(out);
      default -> new SnappyOutputStream(out);
    };
  }

  private Path file(String name, String text) throws IOException {
    return file(name, Archives.bytes(text));
  }

  private Path file(String name, byte[] content) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    return Files.write(path, content);
  }

  private static Collected collect(String... places) {
    return Intake.standard().collect(List.of(places));
  }

  static Input only(Collected collected) {
    assertThat(collected.problems()).isEmpty();
    assertThat(collected.inputs()).hasSize(1);
    return collected.inputs().get(0);
  }

  static String text(Input input) throws IOException {
    try (InputStream stream = input.open()) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static String name(Input input) {
    String name = input.source().name();
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static Map<String, SourceKind> kinds(Collected collected) {
    assertThat(collected.problems()).isEmpty();
    return collected.inputs().stream()
        .collect(
            java.util.stream.Collectors.toMap(IntakeTest::name, input -> input.source().kind()));
  }
}

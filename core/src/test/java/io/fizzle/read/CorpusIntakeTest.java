package io.fizzle.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.config.SparkConfReader;
import io.fizzle.read.container.CgroupReader;
import io.fizzle.read.crash.HsErrReader;
import io.fizzle.read.kernel.KernelLogReader;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.MachineSignal;
import io.fizzle.signal.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What intake makes of recorded failures, where they are at hand. */
class CorpusIntakeTest {
  private static final Map<String, SourceKind> KIND_BY_SUFFIX =
      Map.of(
          "driver.log", SourceKind.SPARK_LOG,
          "master.log", SourceKind.SPARK_LOG,
          ".stderr", SourceKind.SPARK_LOG,
          "spark.conf", SourceKind.SPARK_CONF,
          "dmesg.txt", SourceKind.KERNEL_LOG,
          ".csv", SourceKind.UNUSABLE,
          "_prometheus.txt", SourceKind.UNUSABLE);

  @Test
  void knowsEveryFileOfTheLabByItsContent() throws IOException {
    Map<String, String> wrong = new TreeMap<>();
    for (Path evidence : evidence()) {
      try (Collected collected = Intake.standard().collect(List.of(evidence.toString()))) {
        for (Input input : collected.inputs()) {
          SourceKind expected = expected(input.source().name());
          if (input.source().name().endsWith(".json")) {
            expected = expectedAnswer(Path.of(input.source().name()));
          }
          if (expected != null && input.source().kind() != expected) {
            wrong.put(input.source().name(), input.source().kind().id());
          }
        }
        assertThat(collected.problems()).as(evidence.toString()).isEmpty();
        assertThat(collected.inputs())
            .filteredOn(input -> input.source().name().contains("/eventlog"))
            .filteredOn(Input::usable)
            .allMatch(input -> input.source().kind() == SourceKind.EVENT_LOG);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void knowsTheExecutorOfEveryLogThatNamesOne() throws IOException {
    for (Path evidence : evidence()) {
      try (Collected collected = Intake.standard().collect(List.of(evidence.toString()))) {
        assertThat(collected.usable())
            .filteredOn(input -> input.source().name().matches(".*/executor-\\d+\\.std.*"))
            .allSatisfy(
                input ->
                    assertThat(input.source().owner())
                        .isEqualTo(
                            Owner.executor(
                                input
                                    .source()
                                    .name()
                                    .replaceAll(".*/executor-(\\d+)\\..*", "$1"))));
      }
    }
  }

  @Test
  void smallReadersTellOfEveryFileOfTheirKind() throws IOException {
    Map<SourceKind, Reader> readers =
        Map.of(
            SourceKind.HS_ERR, new HsErrReader(),
            SourceKind.KERNEL_LOG, new KernelLogReader(null),
            SourceKind.CGROUP, new CgroupReader(),
            SourceKind.SPARK_CONF, new SparkConfReader());
    for (Path evidence : evidence()) {
      try (Collected collected = Intake.standard().collect(List.of(evidence.toString()))) {
        for (Input input : collected.usable()) {
          Reader reader = readers.get(input.source().kind());
          if (reader != null) {
            List<Signal> signals = new ArrayList<>();
            ReadReport report =
                reader.read(
                    new ReadInput(input.source(), SourceClock.UTC), input.open(), signals::add);
            assertThat(signals).as(input.source().name()).isNotEmpty().noneMatch(this::isVague);
            assertThat(report.torn()).as(input.source().name()).isFalse();
            assertThat(report.skipped()).as(input.source().name()).isZero();
          }
        }
      }
    }
  }

  /** True where a signal lacks what its file surely tells. */
  private boolean isVague(Signal signal) {
    if (signal instanceof JvmSignal.Crashed crash) {
      return crash.pid() <= 0 || crash.error().isEmpty() || !crash.owner().isExecutor();
    }
    if (signal instanceof MachineSignal.KernelOomKill kill) {
      return kill.pid() <= 0 || kill.rssBytes() <= 0 || kill.cgroupPath() == null;
    }
    return signal instanceof MachineSignal.CgroupMemory memory
        && (memory.limit() <= 0 || memory.peak() <= 0 || memory.oomKills() < 0);
  }

  private static SourceKind expected(String name) {
    if (name.contains("/gc/")) {
      return SourceKind.GC_LOG;
    }
    if (name.contains("hs_err")) {
      return SourceKind.HS_ERR;
    }
    if (name.contains("/cgroup-")) {
      return SourceKind.CGROUP;
    }
    return KIND_BY_SUFFIX.entrySet().stream()
        .filter(entry -> name.endsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  /** Of saved answers to one question the latest is read; one without any field says nothing. */
  private static SourceKind expectedAnswer(Path file) throws IOException {
    String name = file.getFileName().toString();
    boolean isAsked = name.endsWith(".latest.json");
    return isAsked && Files.readString(file).contains("\" :")
        ? SourceKind.REST
        : SourceKind.UNUSABLE;
  }

  private static List<Path> evidence() throws IOException {
    Path corpus =
        Path.of(System.getProperty("fizzle.corpus", "../../shared/corpus")).toAbsolutePath();
    Assumptions.assumeTrue(Files.isDirectory(corpus), "no corpus at hand");
    try (Stream<Path> cases =
        Files.find(corpus, 3, (path, attributes) -> path.endsWith("evidence"))) {
      return cases.filter(path -> path.toString().contains("/lab")).sorted().toList();
    }
  }
}

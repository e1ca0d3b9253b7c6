package io.fizzle.read.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.SourceClock;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.Signal;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HsErrReaderTest {
  private static final String SEGV_17 =
      """
      #
      # A fatal error has been detected by the Java Runtime Environment:
      #
      #  SIGSEGV (0xb) at pc=0x00007f10aa00430c, pid=4711, tid=4800
      #
      # JRE version: OpenJDK Runtime Environment (17.0.9+9) (build 17.0.9+9)
      # Java VM: OpenJDK 64-Bit Server VM (17.0.9+9, mixed mode, tiered, g1 gc, linux-amd64)
      # Problematic frame:
      # C  [libsnappyjava.so+0x2f1c]  snappy_decode+0x12c
      #
      # Core dump will be written.
      #

      ---------------  S U M M A R Y ------------

      Command Line: -Xmx2g -Dspark.driver.port=4040 org.apache.spark.executor.CoarseGrainedExecutorBackend \
      --driver-url spark://CoarseGrainedScheduler@node-1:4040 --executor-id 7 --hostname node-3 --cores 2

      Host: Some CPU, 8 cores, 31G, Some Linux
      Time: Sun Mar  1 10:00:30 2026 UTC elapsed time: 12.500000 seconds (0d 0h 0m 12s)

      ---------------  T H R E A D  ---------------
      """;

  private static final String SEGV_8 =
      """
      #
      # A fatal error has been detected by the Java Runtime Environment:
      #
      #  SIGBUS (0x7) at pc=0x00007fd9e0a5b54d, pid=15, tid=0x00007fd9c8f5f700
      #
      # JRE version: OpenJDK Runtime Environment (8.0_402-b06) (build 1.8.0_402-b06)
      # Java VM: OpenJDK 64-Bit Server VM (25.402-b06 mixed mode linux-amd64 compressed oops)
      # Problematic frame:
      # V  [libjvm.so+0x5a0f4e]

      ---------------  T H R E A D  ---------------

      VM Arguments:
      jvm_args: -Xmx1024m -XX:+UseParallelGC
      java_command: org.apache.spark.executor.CoarseGrainedExecutorBackend --executor-id 3 --cores 1
      java_class_path (initial): /opt/spark/jars/*

      time: Mon Mar  2 11:30:00 2026
      timezone: CET
      elapsed time: 90 seconds (0d 0h 1m 30s)
      """;

  @Test
  void tellsSignalFrameProcessAndTimeOfACrash() {
    List<Signal> signals = read(SEGV_17, Owner.UNKNOWN);

    assertThat(signals)
        .filteredOn(JvmSignal.Crashed.class::isInstance)
        .singleElement()
        .satisfies(
            signal -> {
              JvmSignal.Crashed crashed = (JvmSignal.Crashed) signal;
              assertThat(crashed.error()).isEqualTo("SIGSEGV");
              assertThat(crashed.pid()).isEqualTo(4711);
              assertThat(crashed.problematicFrame())
                  .isEqualTo("C  [libsnappyjava.so+0x2f1c]  snappy_decode+0x12c");
              assertThat(crashed.memory()).isNull();
              assertThat(crashed.owner()).isEqualTo(Owner.executor("7"));
              assertThat(crashed.evidence().line()).isEqualTo(4);
              assertThat(crashed.evidence().time()).isEqualTo("2026-03-01T10:00:30Z");
            });
  }

  @Test
  void tellsWhatTheJvmWasAndWhenItHadStarted() {
    List<Signal> signals = read(SEGV_17, Owner.UNKNOWN);

    JvmSignal.Started started = (JvmSignal.Started) signals.get(1);
    assertThat(started.collector()).isEqualTo("G1");
    assertThat(started.javaMajor()).isEqualTo(17);
    assertThat(started.maxHeapBytes()).isEqualTo(2L << 30);
    assertThat(started.cpus()).isEqualTo(8);
    assertThat(started.evidence().time()).isEqualTo("2026-03-01T10:00:17.500Z");
    assertThat(signals.get(0))
        .isEqualTo(
            new JvmSignal.ProcessIdentified(
                signals.get(0).evidence(), Owner.executor("7"), 4711, "node-3"));
  }

  @Test
  void readsCommandAndTimeAtTheEndOfAJdk8Report() {
    SourceClock berlin = new SourceClock(ZoneOffset.ofHours(1), Duration.ZERO);

    JvmSignal.Crashed crashed = crash(read(SEGV_8, Owner.UNKNOWN, berlin));

    assertThat(crashed.error()).isEqualTo("SIGBUS");
    assertThat(crashed.pid()).isEqualTo(15);
    assertThat(crashed.owner()).isEqualTo(Owner.executor("3"));
    assertThat(crashed.evidence().time()).isEqualTo(Instant.parse("2026-03-02T10:30:00Z"));
  }

  @Test
  void takesTheJavaVersionOfAJdk8Report() {
    assertThat(read(SEGV_8, Owner.UNKNOWN))
        .filteredOn(JvmSignal.Started.class::isInstance)
        .singleElement()
        .extracting(signal -> ((JvmSignal.Started) signal).javaMajor())
        .isEqualTo(8);
  }

  @Test
  void tellsAFailedNativeAllocationAsNativeMemory() {
    JvmSignal.Crashed crashed =
        crash(
            read(
                """
                #
                # There is insufficient memory for the Java Runtime Environment to continue.
                # Native memory allocation (mmap) failed to map 715849728 bytes for committing reserved memory.
                # Possible reasons:
                #   The system is out of physical RAM or swap space
                #
                #  Out of Memory Error (os_linux.cpp:2798), pid=901, tid=902
                #
                """,
                Owner.executor("2")));

    assertThat(crashed.memory()).isEqualTo(FailureKind.NATIVE_MEMORY);
    assertThat(crashed.error()).isEqualTo("OutOfMemoryError");
    assertThat(crashed.pid()).isEqualTo(901);
    assertThat(crashed.evidence().excerpt())
        .isEqualTo(
            "Native memory allocation (mmap) failed to map 715849728 bytes for committing reserved"
                + " memory.");
    assertThat(crashed.owner()).isEqualTo(Owner.executor("2"));
  }

  @Test
  void tellsWhichMemoryRanOutWithCrashOnOutOfMemoryError() {
    JvmSignal.Crashed crashed =
        crash(
            read(
                """
                # A fatal error has been detected by the Java Runtime Environment:
                #
                #  Internal Error (debug.cpp:362), pid=77, tid=78
                #  fatal error: OutOfMemory encountered: Java heap space
                """,
                Owner.UNKNOWN));

    assertThat(crashed.memory()).isEqualTo(FailureKind.HEAP_SPACE);
    assertThat(crashed.error()).isEqualTo("OutOfMemoryError");
    assertThat(crashed.evidence().line()).isEqualTo(4);
  }

  @Test
  void keepsTheOwnerThatIntakeKnows() {
    assertThat(crash(read(SEGV_17, Owner.executor("99"))).owner()).isEqualTo(Owner.executor("99"));
  }

  @Test
  void tellsEachOfTwoReportsInOneFile() {
    List<Signal> signals = read(SEGV_17 + SEGV_8, Owner.UNKNOWN);

    assertThat(signals)
        .filteredOn(JvmSignal.Crashed.class::isInstance)
        .extracting(signal -> ((JvmSignal.Crashed) signal).pid())
        .containsExactly(4711L, 15L);
  }

  @Test
  void tellsNothingOfAReportCutBeforeItsError() {
    assertThat(read("#\n# A fatal error has been detected by the Java Runtime Env", Owner.UNKNOWN))
        .isEmpty();
  }

  @Test
  void countsLinesAndBytes() {
    ReadReport report =
        new HsErrReader()
            .read(input(Owner.UNKNOWN, SourceClock.UTC), stream("# a\n# b\n"), s -> {});

    assertThat(report.lines()).isEqualTo(2);
    assertThat(report.bytes()).isEqualTo(8);
    assertThat(report.torn()).isFalse();
  }

  @Test
  void recognisesReportsAndTheirFragments() {
    assertThat(HsErrReader.looksLikeHsErr(SEGV_17)).isTrue();
    assertThat(HsErrReader.looksLikeHsErr("#  SIGSEGV (0xb) at pc=0x1, pid=1, tid=2\n")).isTrue();
    assertThat(
            HsErrReader.looksLikeHsErr(
                "Aborting due to java.lang.OutOfMemoryError: Java heap space\n" + SEGV_17))
        .isTrue();
  }

  @Test
  void doesNotTakeALogThatEndsInACrashForAReport() {
    assertThat(HsErrReader.looksLikeHsErr("26/03/01 10:00:00 INFO Executor: Starting\n" + SEGV_17))
        .isFalse();
  }

  private static JvmSignal.Crashed crash(List<Signal> signals) {
    return (JvmSignal.Crashed) signals.get(signals.size() - 1);
  }

  private static List<Signal> read(String text, Owner owner) {
    return read(text, owner, SourceClock.UTC);
  }

  private static List<Signal> read(String text, Owner owner, SourceClock clock) {
    List<Signal> signals = new ArrayList<>();
    new HsErrReader().read(input(owner, clock), stream(text), signals::add);
    return signals;
  }

  private static ReadInput input(Owner owner, SourceClock clock) {
    return new ReadInput(new Source("hs_err_pid1.log", SourceKind.HS_ERR, owner), clock);
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}

package io.fizzle.read.gc;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.read.SourceClock;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.JvmSignal.GcLogEnded;
import io.fizzle.signal.JvmSignal.GcPause;
import io.fizzle.signal.JvmSignal.HeapOccupancy;
import io.fizzle.signal.JvmSignal.OutOfMemory;
import io.fizzle.signal.JvmSignal.PauseKind;
import io.fizzle.signal.JvmSignal.ProcessIdentified;
import io.fizzle.signal.JvmSignal.Started;
import io.fizzle.signal.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JvmFrameTest {
  private static final String START =
      """
      [0.014s][info][gc] Using G1
      [0.033s][info][gc,init] Version: 17.0.15+6-LTS (release)
      [0.033s][info][gc,init] CPUs: 16 total, 2 available
      [0.033s][info][gc,init] Heap Max Capacity: 2G
      """;
  private static final String PAUSE =
      "[9.000s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 9M->3M(20M) 5.000ms\n";
  private static final String EXIT =
      """
      [9.500s][info][gc,heap,exit] Heap
      [9.500s][info][gc,heap,exit]  garbage-first heap   total 20480K, used 3072K [0x1, 0x2)
      """;

  @Test
  void aJvmTellsItsStartBeforeItsFirstPauseAndItsEndAfterTheLast() {
    GcTexts read = GcTexts.read(START + PAUSE + EXIT);

    assertThat(read.signals())
        .extracting(Signal::getClass)
        .isEqualTo(List.of(Started.class, GcPause.class, GcLogEnded.class));
    Started started = read.only(Started.class);
    assertThat(started.collector()).isEqualTo("G1");
    assertThat(started.javaMajor()).isEqualTo(17);
    assertThat(started.cpus()).isEqualTo(2);
    assertThat(started.maxHeapBytes()).isEqualTo(2048 * GcTexts.MIB);
    assertThat(started.evidence().excerpt()).isEqualTo("[0.014s][info][gc] Using G1");
    GcLogEnded ended = read.only(GcLogEnded.class);
    assertThat(ended.orderly()).isTrue();
    assertThat(ended.uptimeMillis()).isEqualTo(9500);
    assertThat(ended.evidence().line()).isEqualTo(7);
  }

  @Test
  void aDetailedLogWithoutAClosingSummaryJustStops() {
    GcLogEnded ended = GcTexts.read(START + PAUSE).only(GcLogEnded.class);

    assertThat(ended.orderly()).isFalse();
    assertThat(ended.uptimeMillis()).isEqualTo(9000);
  }

  @Test
  void jdk25NamesItsClosingSummaryOtherwise() {
    String exit = "[9.500s][info][gc,exit] Heap\n";

    assertThat(GcTexts.read(START + PAUSE + exit).only(GcLogEnded.class).orderly()).isTrue();
  }

  @Test
  void aLogOfSummariesCannotTellHowItsJvmEnded() {
    GcTexts read =
        GcTexts.read("[0.01s][info][gc] Using Serial\n[1.0s][info][gc] GC(0) Pause Remark 1.0ms\n");

    assertThat(read.all(GcLogEnded.class)).isEmpty();
    assertThat(read.only(Started.class).collector()).isEqualTo("Serial");
    assertThat(read.report().remarks()).anyMatch(remark -> remark.startsWith("without details"));
  }

  @Test
  void withoutDecoratorsTheClosingHeapIsFoundByItsWords() {
    GcTexts read =
        GcTexts.read(
            """
            Using Parallel
            Version: 25.0.1+8 (release)
            GC(0) Pause Young (Allocation Failure) 9M->3M(20M) 5.000ms
            Heap
             PSYoungGen      total 2560K, used 1740K [0x1, 0x2, 0x3)
            """);

    assertThat(read.only(Started.class).javaMajor()).isEqualTo(25);
    assertThat(read.only(GcLogEnded.class).orderly()).isTrue();
  }

  @Test
  void anUptimeThatStartsAgainIsANewJvm() {
    GcTexts read = GcTexts.read(START + PAUSE + EXIT + START + PAUSE);

    assertThat(read.all(Started.class)).hasSize(2);
    assertThat(read.all(GcLogEnded.class))
        .extracting(GcLogEnded::orderly)
        .containsExactly(true, false);
    assertThat(read.report().remarks()).contains("2 JVMs wrote to this log");
  }

  @Test
  void someMillisecondsBackAreNoNewJvm() {
    GcTexts read = GcTexts.read(START + PAUSE + PAUSE.replace("9.000s", "8.996s"));

    assertThat(read.all(Started.class)).hasSize(1);
    assertThat(read.all(GcLogEnded.class)).hasSize(1);
  }

  @Test
  void aLegacyHeaderTellsVersionHeapAndCollector() {
    GcTexts read =
        GcTexts.read(
            """
            OpenJDK 64-Bit Server VM (25.392-b08) for linux-amd64 JRE (1.8.0_392-b08), built on Oct 2 2023
            Memory: 4k page, physical 24105000k(1000k free), swap 0k(0k free)
            CommandLine flags: -XX:InitialHeapSize=1048576 -XX:MaxHeapSize=4194304 -XX:+PrintGCDetails -XX:+UseConcMarkSweepGC
            1.0: [GC (Allocation Failure) 1.0: [ParNew: 9K->1K(9K), 0.01 secs] 9K->1K(20K), 0.02 secs]
            Heap
             par new generation   total 9K, used 1K [0x1, 0x2, 0x3)
            """);

    Started started = read.only(Started.class);
    assertThat(started.javaMajor()).isEqualTo(8);
    assertThat(started.collector()).isEqualTo("CMS");
    assertThat(started.maxHeapBytes()).isEqualTo(4 * GcTexts.MIB);
    assertThat(read.only(GcLogEnded.class).orderly()).isTrue();
  }

  @Test
  void aRotatedFileIsNotTheEnd() {
    GcTexts read =
        GcTexts.read(
            """
            2026-03-01 10:00:00 GC log file created gc.log.0
            1.0: [GC (Allocation Failure) [PSYoungGen: 9K->1K(9K)] 9K->1K(20K), 0.02 secs]
            2026-03-01 10:05:00 GC log file has reached the maximum size. Saved as gc.log.0
            """);

    assertThat(read.pauses()).hasSize(1);
    assertThat(read.all(GcLogEnded.class)).isEmpty();
  }

  @Test
  void theProcessIdComesFromTheDecorators() {
    GcTexts read =
        GcTexts.read("[1.0s][node-3][4404][4405][info][gc] Using G1\n[1.1s][4404][gc] Using G1\n");

    ProcessIdentified process = read.only(ProcessIdentified.class);
    assertThat(process.pid()).isEqualTo(4404);
    assertThat(process.host()).isEqualTo("node-3");
    assertThat(process.owner()).isEqualTo(GcTexts.OWNER);
  }

  @Test
  void aLongStopWithoutACollectionIsTold() {
    GcTexts read =
        GcTexts.read(
            START
                + """
                [5.000s][info][safepoint] Safepoint "HeapDumper", Time since last: 9 ns, Reaching safepoint: 9 ns, Cleanup: 9 ns, At safepoint: 9 ns, Total: 3000000000 ns
                [9.000s][info][gc] GC(0) Pause Full (Heap Dump Initiated GC) 9M->3M(20M) 2000.000ms
                [9.001s][info][safepoint] Safepoint "VM_GC", Time since last: 9 ns, Reaching safepoint: 9 ns, At safepoint: 9 ns, Total: 2001000000 ns
                [9.100s][info][safepoint] Total time for which application threads were stopped: 0.0500000 seconds, Stopping threads took: 0.0000173 seconds
                """);

    assertThat(read.lines())
        .containsExactly(
            "OTHER|Safepoint HeapDumper|2000|3000000|- - -",
            "FULL|Heap Dump Initiated GC|7000|2000000|9216 3072 20480");
  }

  @Test
  void aStopThatBeganBeforeTheLogIsNotJudged() {
    GcTexts read =
        GcTexts.read(
            """
            2026-03-01T10:00:00.000+0000: 500.000: Total time for which application threads were stopped: 9.5000000 seconds
            2026-03-01T10:00:20.000+0000: 520.000: Total time for which application threads were stopped: 9.5000000 seconds
            """);

    assertThat(read.lines()).containsExactly("OTHER|Safepoint|510500|9500000|- - -");
    assertThat(read.pauses().get(0).evidence().time())
        .isEqualTo(Instant.parse("2026-03-01T10:00:10.500Z"));
  }

  @Test
  void parallelsOverheadLimitIsAnOutOfMemory() {
    GcTexts read = GcTexts.read("[8.0s][info][gc] GC Overhead Limit exceeded too often (5).\n");

    assertThat(read.only(OutOfMemory.class).kind()).isEqualTo(FailureKind.GC_OVERHEAD);
  }

  @Test
  void theLastWordsOnTheSameOutputAreHeard() {
    GcTexts read =
        GcTexts.read(
            START
                + PAUSE
                + """
                Exception in thread "main" java.lang.OutOfMemoryError: Java heap space
                Terminating due to java.lang.OutOfMemoryError: Java heap space
                """);

    OutOfMemory error = read.only(OutOfMemory.class);
    assertThat(error.terminating()).isTrue();
    assertThat(error.kind().isJvmOutOfMemory()).isTrue();
    assertThat(read.only(FailureSignal.Uncaught.class).evidence().line()).isEqualTo(6);
  }

  @Test
  void aPastedHeapBlockTellsHowFullTheHeapWas() {
    GcTexts read =
        GcTexts.read(
            """
            {Heap before GC invocations=156 (full 97):
             PSYoungGen      total 1000K, used 1000K [0x1, 0x2, 0x3)
              eden space 900K, 100% used [0x1,0x2,0x3)
             ParOldGen       total 2000K, used 1990K [0x1, 0x2, 0x3)
            Heap after GC invocations=157 (full 98):
             PSYoungGen      total 1000K, used 960K [0x1, 0x2, 0x3)
              eden space 900K, 99% used [0x1,0x2,0x3)
             ParOldGen       total 2000K, used 1990K [0x1, 0x2, 0x3)
             Metaspace       used 43044K, capacity 43310K, committed 44288K, reserved 1087488K
            }
            """);

    HeapOccupancy occupancy = read.only(HeapOccupancy.class);
    assertThat(occupancy.full()).isTrue();
    assertThat(occupancy.heapBefore()).isEqualTo(2990 * GcTexts.KIB);
    assertThat(occupancy.heapAfter()).isEqualTo(2950 * GcTexts.KIB);
    assertThat(occupancy.heapCapacity()).isEqualTo(3000 * GcTexts.KIB);
    assertThat(occupancy.evidence().line()).isEqualTo(5);
  }

  @Test
  void aHeapBlockThatOnlyRepeatsItsPauseIsNotTold() {
    GcTexts read =
        GcTexts.read(
            """
            {Heap before GC invocations=0 (full 0):
             PSYoungGen      total 9K, used 9K [0x1, 0x2, 0x3)
            1.0: [GC (Allocation Failure) [PSYoungGen: 9K->1K(9K)] 9K->1K(20K), 0.02 secs]
            Heap after GC invocations=1 (full 0):
             PSYoungGen      total 9K, used 1K [0x1, 0x2, 0x3)
            }
            """);

    assertThat(read.pauses()).extracting(GcPause::kind).containsExactly(PauseKind.YOUNG);
    assertThat(read.all(HeapOccupancy.class)).isEmpty();
  }

  @Test
  void aLogThatBreaksOffIsTorn() {
    assertThat(GcTexts.read(START + PAUSE).report().torn()).isFalse();
    assertThat(GcTexts.read(START + "[9.000s][info][gc] GC(0) Pau").report().torn()).isTrue();
    assertThat(GcTexts.read("1.0: [GC (Allocation Failure) [PSYoungGen: 9K\n").report().torn())
        .isTrue();
  }

  @Test
  void aStreamThatBreaksKeepsWhatWasRead() {
    InputStream broken =
        new InputStream() {
          private final byte[] bytes = (START + PAUSE).getBytes(StandardCharsets.UTF_8);
          private int position;

          @Override
          public int read() throws IOException {
            if (position == bytes.length) {
              throw new IOException("connection reset");
            }
            return bytes[position++];
          }
        };

    GcTexts read = GcTexts.read(broken, SourceClock.UTC);

    assertThat(read.pauses()).hasSize(1);
    assertThat(read.report().torn()).isTrue();
    assertThat(read.report().remarks()).contains("line 5: the stream broke: connection reset");
  }
}

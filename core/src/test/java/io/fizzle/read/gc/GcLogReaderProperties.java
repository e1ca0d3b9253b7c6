package io.fizzle.read.gc;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.signal.JvmSignal.GcPause;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GcLogReaderProperties {
  private static final String UNIFIED =
      """
      [2026-03-01T10:00:00.014+0000][0.014s][4404][4405][info][gc] Using G1
      [2026-03-01T10:00:00.033+0000][0.033s][4404][4405][info][gc,init] Heap Max Capacity: 256M
      [2026-03-01T10:00:01.000+0000][1.000s][4404][4405][info][gc] GC(4) To-space exhausted
      [2026-03-01T10:00:01.000+0000][1.000s][4404][4405][info][gc] GC(4) Pause Young (Normal) (G1 Evacuation Pause) 93M->77M(128M) 51.659ms
      [2026-03-01T10:00:02.000+0000][2.000s][4404][4405][info][gc] GC(5) Pause Full (System.gc()) 93M->77M(128M) 151.659ms
      [2026-03-01T10:00:02.000+0000][2.001s][4404][4405][info][safepoint] Safepoint "VM_GC", Total: 152000000 ns
      [2026-03-01T10:00:03.000+0000][3.000s][4404][4405][info][gc,phases] GC(6) y: Pause Mark Start 0.008ms
      [2026-03-01T10:00:04.000+0000][4.000s][4404][4405][info][gc] Allocation Stall (main) 209.817ms
      [2026-03-01T10:00:05.000+0000][5.000s][4404][4405][info][gc] GC(7) Major Collection (Warmup) 9M(98%)->8M(88%) 0.678s
      [2026-03-01T10:00:06.000+0000][6.000s][4404][4405][info][gc,heap,exit] Heap
      """;
  private static final String LEGACY =
      """
      CommandLine flags: -XX:MaxHeapSize=4194304 -XX:+PrintGCDetails
      2026-03-01T10:00:00.000+0000: 1.083: [GC pause (G1 Evacuation Pause) (young) (to-space exhausted), 0.0181680 secs]
         [Eden: 25.0M(25.0M)->0.0B(17.0M) Survivors: 0.0B->4096.0K Heap: 25.0M(504.0M)->8533.5K(504.0M)]
       [Times: user=0.04 sys=0.01, real=0.02 secs]
      3.010: [GC (CMS Initial Mark) [1 CMS-initial-mark: 53398K(344064K)] 80370K(498944K), 0.0014977 secs]
      4.527: [GC (Allocation Failure) 4.527: [ParNew4.610: [CMS-concurrent-mark: 0.611/1.573 secs]
      : 147528K->11125K(154880K), 0.1209188 secs] 200926K->113676K(498944K), 0.1209985 secs]
      7.0: [Full GC (Ergonomics) [PSYoungGen: 9K->0K(9K)] [ParOldGen: 8K->7K(11K)] 17K->7K(20K), [Metaspace: 2K->2K(9K)], 2.25 secs]
      2026-03-01T10:00:09.000+0000: 9.500: [Pause Full (Allocation Failure) 394M->173M(396M), 184.500 ms]
      {Heap before GC invocations=156 (full 97):
       PSYoungGen      total 1000K, used 1000K [0x1, 0x2, 0x3)
      }
      20.000: Total time for which application threads were stopped: 9.5000000 seconds
      """;

  @Property(tries = 500)
  void arbitraryBytesNeverThrow(@ForAll byte[] bytes) {
    GcTexts read = GcTexts.read(bytes);

    assertThat(read.report().bytes()).isEqualTo(bytes.length);
  }

  @Property(tries = 1500)
  void linesMadeOfTheFormatsOwnWordsNeverThrow(@ForAll("words") List<String> words) {
    byte[] bytes = String.join("", words).getBytes(StandardCharsets.UTF_8);

    GcTexts read = GcTexts.read(bytes);

    assertThat(read.report().bytes()).isEqualTo(bytes.length);
    assertThat(read.pauses()).allMatch(pause -> pause.pauseMicros() >= 0);
  }

  @Provide
  Arbitrary<List<String>> words() {
    return Arbitraries.of(
            "\n",
            "\r\n",
            " ",
            "[",
            "]",
            "(",
            ")",
            "->",
            ", ",
            ": ",
            "GC(1) ",
            "[0x1, 0x2)",
            "Pause ",
            "Young ",
            "Full ",
            "Mark Start ",
            "(Evacuation Failure: ",
            "Heap: ",
            "[Eden: ",
            "9M",
            "9M(9M)",
            "9M->9M(9M) ",
            "9M(9%)->9M(9%)",
            "1.5ms",
            " ms]",
            " secs]",
            "0.5",
            "99",
            "[1.0s]",
            "[9ms]",
            "[9999999999999ms]",
            "[99999999999999999999ns]",
            "[info]",
            "[gc]",
            "[gc,heap,exit] ",
            "[2026-13-99T10:00:00.000+0000]",
            "[2026-01-01T10:00:00.000+9999]",
            "2026-01-01T10:00:00.000+0000: ",
            "1.0: ",
            "[GC",
            "[Full GC",
            "[GC pause (",
            "--[PSYoungGen",
            "[ParNew",
            "[CMS",
            "(concurrent mode failure)",
            "[1 CMS-remark",
            "[Pause ",
            "Safepoint \"",
            "\", Total: ",
            " ns",
            "Total time for which application threads were stopped: ",
            " seconds",
            "Heap",
            "Heap after GC invocations=",
            "(full ",
            " total ",
            ", used ",
            "Using G1",
            "Heap address: ",
            " size: ",
            " MB",
            "CPUs: ",
            "Version: ",
            "CommandLine flags: ",
            "-XX:MaxHeapSize=",
            "Major Collection (",
            "Concurrent cleanup ",
            "Allocation Stall (",
            "Out Of Memory (",
            "Exception in thread \"",
            "java.lang.OutOfMemoryError",
            "é",
            "\0")
        .list()
        .ofMaxSize(40);
  }

  @Property(tries = 1000)
  void aDamagedLogNeverThrows(@ForAll int seed, @ForAll byte replacement) {
    byte[] bytes = ((seed & 1) == 0 ? UNIFIED : LEGACY).getBytes(StandardCharsets.UTF_8);
    bytes[Math.floorMod(seed, bytes.length)] = replacement;

    assertThat(GcTexts.read(bytes).report().bytes()).isEqualTo(bytes.length);
  }

  @Property(tries = 1)
  void aLogCutAtAnyByteTellsTheFirstOfItsPauses() {
    for (String log : List.of(UNIFIED, LEGACY)) {
      byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
      List<String> whole = identities(bytes);
      assertThat(whole).hasSizeGreaterThan(3);
      for (int length = 0; length < bytes.length; length++) {
        List<String> part = identities(Arrays.copyOf(bytes, length));
        assertThat(part).as("cut at byte %d", length).isEqualTo(whole.subList(0, part.size()));
      }
    }
  }

  /** A pause without its heap, which G1's legacy format tells in a later line. */
  private static List<String> identities(byte[] bytes) {
    return GcTexts.read(bytes).pauses().stream().map(GcLogReaderProperties::identity).toList();
  }

  private static String identity(GcPause pause) {
    String line = GcTexts.line(pause);
    return line.substring(0, line.lastIndexOf('|'));
  }

  @Property(tries = 1)
  void aLineLongerThanAnyBufferComesInPieces() {
    String event = "1.0: [GC (Allocation Failure)  9K->1K(20K), 0.5 secs] ";
    int count = 2 * LineSplitter.MAX_LINE / event.length();

    GcTexts read = GcTexts.read(event.repeat(count));

    assertThat(read.report().lines()).isEqualTo(1);
    assertThat(read.pauses().size()).isBetween(count - 5, count);
  }
}

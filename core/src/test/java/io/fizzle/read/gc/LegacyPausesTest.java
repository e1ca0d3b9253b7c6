package io.fizzle.read.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fizzle.signal.JvmSignal.GcPause;
import io.fizzle.signal.JvmSignal.Started;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LegacyPausesTest {

  @Test
  void verboseGcAlone() {
    GcTexts read =
        GcTexts.read(
            """
            4.250: [GC (Allocation Failure)  65536K->10720K(251392K), 0.0074560 secs]
            [GC 27451K->13279K(83008K), 0.0083637 secs]
            9.5: [Full GC 20569K->10520K(83008K), 1.0889929 secs]
            """);

    assertThat(read.lines())
        .containsExactly(
            "YOUNG|Allocation Failure|4250|7456|65536 10720 251392",
            "YOUNG||-1|8364|27451 13279 83008",
            "FULL||9500|1088993|20569 10520 83008");
  }

  @Test
  void parallel() {
    GcTexts read =
        GcTexts.read(
            """
            2026-03-01T10:00:00.000+0000: 2.205: [GC (Allocation Failure) [PSYoungGen: 129024K->15311K(150528K)] 129024K->15319K(494592K), 0.0200576 secs] [Times: user=0.02 sys=0.00, real=0.02 secs]
            2026-03-01T10:00:01.000+0000: 3.205: [Full GC (Ergonomics) [PSYoungGen: 21483K->0K(150528K)] [ParOldGen: 17561K->38895K(226304K)] 39044K->38895K(376832K), [Metaspace: 20872K->20872K(1067008K)], 0.0736694 secs] [Times: user=0.13 sys=0.01, real=0.08 secs]
            2026-03-01T10:00:02.000+0000: 4.205: [GC (Allocation Failure) --[PSYoungGen: 9K->9K(9K)] 20K->20K(24K), 0.5 secs]
            """);

    assertThat(read.lines())
        .containsExactly(
            "YOUNG|Allocation Failure|2205|20058|129024 15319 494592",
            "FULL|Ergonomics|3205|73669|39044 38895 376832",
            "YOUNG|Allocation Failure (promotion failed)|4205|500000|20 20 24");
    assertThat(read.pauses().get(1).evidence().time())
        .isEqualTo(Instant.parse("2026-03-01T10:00:01Z"));
    assertThat(read.only(Started.class).collector()).isEqualTo("Parallel");
  }

  @Test
  void serialWithAnAgeTableInTheMiddle() {
    GcTexts read =
        GcTexts.read(
            """
            1.432: [GC 1.432: [DefNew
            Desired survivor size 8945664 bytes, new threshold 1 (max 15)
            - age   1:   17891328 bytes,   17891328 total
            : 139776K->17472K(157248K), 0.0399036 secs] 139776K->26682K(506816K), 0.0399550 secs] [Times: user=0.05 sys=0.00, real=0.05 secs]
            9.229: [GC (Allocation Failure) 9.229: [DefNew: 9K->9K(9K), 0.1 secs]9.3: [Tenured: 5K->4K(8K), 0.2 secs] 14K->4K(17K), [Metaspace: 2K->2K(9K)], 0.3 secs]
            """);

    assertThat(read.lines())
        .containsExactly(
            "YOUNG||1432|39955|139776 26682 506816", "FULL|Allocation Failure|9229|300000|14 4 17");
    assertThat(read.pauses().get(0).evidence().line()).isEqualTo(1);
  }

  @Test
  void cmsPausesWithoutItsConcurrentPhases() {
    GcTexts read =
        GcTexts.read(
            """
            3.010: [GC (CMS Initial Mark) [1 CMS-initial-mark: 53398K(344064K)] 80370K(498944K), 0.0014977 secs] [Times: user=0.01 sys=0.00, real=0.00 secs]
            3.034: [CMS-concurrent-mark: 0.015/0.015 secs] [Times: user=0.03 sys=0.00, real=0.02 secs]
            4.527: [GC (Allocation Failure) 4.527: [ParNew4.610: [CMS-concurrent-abortable-preclean: 0.611/1.573 secs] [Times: user=3.08 sys=0.06, real=1.58 secs]
            : 147528K->11125K(154880K), 0.1209188 secs] 200926K->113676K(498944K), 0.1209985 secs] [Times: user=0.30 sys=0.01, real=0.12 secs]
            4.656: [GC (CMS Final Remark) [YG occupancy: 12826 K (154880 K)]4.656: [Rescan (parallel) , 0.0308784 secs]4.687: [weak refs processing, 0.0000437 secs] [1 CMS-remark: 102550K(344064K)] 115377K(498944K), 0.0500000 secs]
            7.000: [GC (Allocation Failure) 7.000: [ParNew (promotion failed): 9K->9K(9K), 0.1 secs]7.1: [CMS (concurrent mode failure): 40K->30K(64K), 1.5 secs] 49K->30K(73K), [Metaspace: 2K->2K(9K)], 1.6 secs]
            """);

    assertThat(read.lines())
        .containsExactly(
            "INITIAL_MARK|CMS Initial Mark|3010|1498|- 80370 498944",
            "YOUNG|Allocation Failure|4527|120999|200926 113676 498944",
            "REMARK|CMS Final Remark|4656|50000|- 115377 498944",
            "FULL|Allocation Failure (concurrent mode failure)|7000|1600000|49 30 73");
  }

  @Test
  void aScavengeBeforeCmsRemarkIsPartOfTheRemark() {
    GcTexts read =
        GcTexts.read(
            """
            5.000: [GC (CMS Final Remark) [YG occupancy: 9 K (99 K)]5.000: [GC (CMS Final Remark) 5.001: [ParNew: 9K->1K(99K), 0.02 secs] 20K->12K(200K), 0.03 secs]5.03: [Rescan (parallel) , 0.01 secs] [1 CMS-remark: 11K(101K)] 12K(200K), 0.05 secs]
            """);

    assertThat(read.pauses()).hasSize(1);
    assertThat(read.lines().get(0)).startsWith("REMARK|CMS Final Remark|5000|50000|");
  }

  @Test
  void g1TakesItsHeapFromTheDetails() {
    GcTexts read =
        GcTexts.read(
            """
            2026-03-01T10:00:00.000+0000: 1.083: [GC pause (G1 Evacuation Pause) (young) (to-space exhausted), 0.0181680 secs]
               [Parallel Time: 4.4 ms, GC Workers: 8]
                  [GC Worker Start (ms): Min: 1082.9, Avg: 1085.9, Max: 1087.2, Diff: 4.2]
               [Eden: 25.0M(25.0M)->0.0B(17.0M) Survivors: 0.0B->4096.0K Heap: 25.0M(504.0M)->8533.5K(504.0M)]
             [Times: user=0.04 sys=0.01, real=0.02 secs]
            2026-03-01T10:00:01.000+0000: 2.083: [GC remark 2.083: [Finalize Marking, 0.0003 secs] 2.084: [GC ref-proc, 0.0001 secs], 0.0031 secs]
            2026-03-01T10:00:01.100+0000: 2.183: [GC cleanup 123M->120M(504M), 0.0011 secs]
            2026-03-01T10:00:02.000+0000: 3.083: [Full GC (Allocation Failure)  492M->152M(504M), 2.1959410 secs]
            """);

    assertThat(read.lines())
        .containsExactly(
            "YOUNG|G1 Evacuation Pause (to-space exhausted)|1083|18168|25600 8533 516096",
            "REMARK||2083|3100|- - -",
            "CLEANUP||2183|1100|125952 122880 516096",
            "FULL|Allocation Failure|3083|2195941|503808 155648 516096");
  }

  @Test
  void aG1PauseWithoutDetailsIsToldWhenTheNextEventComes() {
    GcTexts read =
        GcTexts.read(
            """
            1.0: [GC pause (young), 0.25 secs]
            2.0: [GC concurrent-mark-start]
            3.0: [GC pause (mixed) 24M->12M(256M), 0.5 secs]
            """);

    assertThat(read.lines())
        .containsExactly("YOUNG||1000|250000|- - -", "YOUNG||3000|500000|24576 12288 262144");
  }

  @Test
  void concurrentThreadsMayWriteIntoTheMiddleOfAFullCollection() {
    GcTexts read =
        GcTexts.read(
            """
            21306.670: [Full GC (Allocation Failure)21306.681: [GC concurrent-root-region-scan-end, 0.0136760 secs]
            21306.681: [GC concurrent-mark-start]
             9212M->4852M(27G), 18.1959410 secs]
            """);

    assertThat(read.lines())
        .containsExactly("FULL|Allocation Failure|21306670|18195941|9433088 4968448 28311552");
  }

  @Test
  void anEventThatLostItsEndIsCountedAndTheNextOneIsRead() {
    GcTexts read =
        GcTexts.read(
            """
            1.0: [GC (Allocation Failure) [PSYoungGen: 9K->1K(9K)
            2.0: [GC (Allocation Failure) [PSYoungGen: 9K->1K(9K)] 9K->1K(20K), 0.01 secs]
            """);

    assertThat(read.lines()).containsExactly("YOUNG|Allocation Failure|2000|10000|9 1 20");
    assertThat(read.report().skipped()).isEqualTo(1);
  }

  @Test
  void severalEventsInOneLineAndTheLocalesComma() {
    GcTexts read =
        GcTexts.read(
            "2,192: [GC [PSYoungGen: 9K->1K(9K)] 9K->1K(20K), 0,5000000 secs] [Times: user=0,03] "
                + "3,199: [Full GC [PSYoungGen: 1K->0K(9K)] [PSOldGen: 8K->7K(11K)] 9K->7K(20K)"
                + " [PSPermGen: 2K->2K(21K)], 0,2500000 secs]\n");

    assertThat(read.pauses())
        .extracting(GcPause::uptimeMillis, GcPause::pauseMicros, GcPause::heapAfter)
        .containsExactly(
            tuple(2192L, 500_000L, GcTexts.KIB), tuple(3199L, 250_000L, 7 * GcTexts.KIB));
  }
}

package io.fizzle.read.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ReadInput;
import io.fizzle.read.SourceClock;
import io.fizzle.signal.JvmSignal.GcReported;
import io.fizzle.signal.Signal;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people paste of a JVM's collections beside other text. */
class QuotedGcTest {

  private static List<GcReported> told(String text) {
    List<Signal> signals = new ArrayList<>();
    Source source = new Source("ticket.txt", SourceKind.TEXT, Owner.UNKNOWN);
    new SparkLogReader()
        .read(
            new ReadInput(source, SourceClock.UTC),
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            signals::add);
    return signals.stream()
        .filter(GcReported.class::isInstance)
        .map(GcReported.class::cast)
        .toList();
  }

  @Test
  void theOnlyLineOfAGcLogIsWhatSomebodySaysOfOnePause() {
    String text =
        "We see this on executor 7, then it is gone:\n"
            + "[812.100s][info][gc] GC(45) Pause Full (G1 Compaction Pause) 480M->480M(512M)"
            + " 13506.1ms\n";

    assertThat(told(text))
        .singleElement()
        .satisfies(
            reported -> {
              assertThat(reported.full()).isTrue();
              assertThat(reported.pauseMillis()).isEqualTo(13_506);
              assertThat(reported.sharePercent()).isEqualTo(-1);
              assertThat(reported.evidence().line()).isEqualTo(2);
            });
  }

  @Test
  void aShortPauseIsNoNews() {
    assertThat(told("see\n[8.1s][info][gc] GC(4) Pause Young (Normal) 24M->5M(256M) 7.001ms\n"))
        .isEmpty();
  }

  @Test
  void rowsWithATimeTellTheShareBetweenThem() {
    String text =
        """
        Timestamp         S0     S1     E      O      M     CCS    YGC     YGCT    FGC    FGCT     GCT
                600.1   0.00   0.00 100.00 100.00  96.95  92.13     12    0.245    35   98.700   98.945
                610.1   0.00   0.00 100.00 100.00  96.95  92.13     12    0.245    39  107.900  108.145
        """;

    assertThat(told(text))
        .singleElement()
        .satisfies(
            reported -> {
              assertThat(reported.sharePercent())
                  .isCloseTo(92, org.assertj.core.data.Offset.offset(0.01));
              assertThat(reported.full()).isTrue();
              assertThat(reported.pauseMillis()).isEqualTo(2_300);
            });
  }

  @Test
  void rowsWithoutATimeTellHowLongFullCollectionsTakeAndNoShare() {
    String text =
        """
          S0     S1     E      O      M     CCS    YGC     YGCT    FGC    FGCT    CGC    CGCT       GCT    LGCC                 GCC
          0.00 100.00  45.45  98.70  96,95  92.13     12    0,245    30   90.000     -        -    90.245  Allocation Failure   No GC
          0.00 100.00  47.45  98.70  96,95  92.13     12    0,245    32   96.000     -        -    96.245  Allocation Failure   No GC
        """;

    assertThat(told(text))
        .singleElement()
        .satisfies(
            reported -> {
              assertThat(reported.pauseMillis()).isEqualTo(3_000);
              assertThat(reported.sharePercent()).isEqualTo(-1);
              assertThat(reported.full()).isFalse();
            });
  }

  @Test
  void aTableOfAJvmThatHardlyCollectsTellsNothing() {
    String text =
        """
          S0     S1     E      O      M     CCS    YGC     YGCT    FGC    FGCT       GCT
          0.00 100.00  45.45  98.70  96.95  92.13     12    0.245     1    0.100     0.345
        """;

    assertThat(told(text)).isEmpty();
  }

  @Test
  void whatDidNotHappenIsNotTold() {
    assertThat(told("26/03/02 10:04:10 WARN JvmGuard: executor 3: no full GC in the last 300 s\n"))
        .isEmpty();
    assertThat(told("26/03/02 10:04:10 WARN JvmGuard: executor 3 is not stuck in GC\n")).isEmpty();
    assertThat(told("26/03/02 10:04:10 WARN JvmGuard: GC pause warning threshold is 150 seconds\n"))
        .isEmpty();
  }
}

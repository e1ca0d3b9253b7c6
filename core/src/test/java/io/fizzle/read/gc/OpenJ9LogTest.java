package io.fizzle.read.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fizzle.signal.FailureKind;
import io.fizzle.signal.JvmSignal.GcLogEnded;
import io.fizzle.signal.JvmSignal.HeapOccupancy;
import io.fizzle.signal.JvmSignal.OutOfMemory;
import io.fizzle.signal.JvmSignal.PauseKind;
import io.fizzle.signal.JvmSignal.ProcessIdentified;
import io.fizzle.signal.JvmSignal.Started;
import io.fizzle.signal.JvmSignal.UnfinishedPause;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenJ9LogTest {
  private static final String HEADER =
      """
      <?xml version="1.0" ?>

      <verbosegc xmlns="http://www.ibm.com/j9/verbosegc" version="24e53631_CMPRSS">

      <initialized id="1" timestamp="2026-03-01T10:00:00.000">
        <attribute name="gcPolicy" value="-Xgcpolicy:gencon" />
        <attribute name="maxHeapSize" value="0x20000000" />
        <system>
          <attribute name="physicalMemory" value="8589934592" />
          <attribute name="numCPUs" value="4" />
        </system>
        <vmargs>
          <vmarg name="-Xmx512m" />
          <vmarg name="-Dsun.java.launcher.pid=6068" />
        </vmargs>
      </initialized>

      """;
  private static final String SCAVENGE =
      """
      <exclusive-start id="2" timestamp="2026-03-01T10:00:02.000" intervalms="1913.9">
        <response-info timems="0.038" idlems="0.038" threads="0" lastid="000000000045E300" lastname="main" />
      </exclusive-start>
      <af-start id="3" threadId="000000000045EC80" totalBytesRequested="272" timestamp="2026-03-01T10:00:02.000" intervalms="1913.9" type="nursery" />
      <cycle-start id="4" type="scavenge" contextid="0" timestamp="2026-03-01T10:00:02.000" intervalms="1913.9" />
      <gc-start id="5" type="scavenge" contextid="4" timestamp="2026-03-01T10:00:02.000">
        <mem-info id="6" free="104857600" total="268435456" percent="39">
          <mem type="nursery" free="0" total="67108864" percent="0" />
        </mem-info>
      </gc-start>
      <gc-end id="8" type="scavenge" contextid="4" durationms="30.815" usertimems="89.1" systemtimems="3.1" timestamp="2026-03-01T10:00:02.031" activeThreads="4">
        <mem-info id="9" free="157286400" total="268435456" percent="58">
          <mem type="nursery" free="52428800" total="67108864" percent="78" />
        </mem-info>
      </gc-end>
      <cycle-end id="10" type="scavenge" contextid="4" timestamp="2026-03-01T10:00:02.031" />
      <allocation-satisfied id="11" threadId="000000000045E300" bytesRequested="272" />
      <af-end id="12" timestamp="2026-03-01T10:00:02.031" threadId="000000000045EC80" success="true" from="nursery"/>
      <exclusive-end id="13" timestamp="2026-03-01T10:00:02.032" durationms="31.984" />

      """;

  @Test
  void aStopIsOnePauseFromItsStartAsLongAsItSays() {
    GcTexts read = GcTexts.read(HEADER + SCAVENGE + "</verbosegc>\n");

    assertThat(read.lines())
        .containsExactly("YOUNG|allocation failure in nursery|2000|31984|159744 108544 262144");
    assertThat(read.pauses().get(0).evidence().time())
        .isEqualTo(Instant.parse("2026-03-01T10:00:02Z"));
    assertThat(read.pauses().get(0).evidence().excerpt()).startsWith("<gc-end id=\"8\"");
    Started started = read.only(Started.class);
    assertThat(started.collector()).isEqualTo("OpenJ9 gencon");
    assertThat(started.maxHeapBytes()).isEqualTo(512 * GcTexts.MIB);
    assertThat(started.cpus()).isEqualTo(4);
    assertThat(read.only(ProcessIdentified.class).pid()).isEqualTo(6068);
    assertThat(read.only(GcLogEnded.class).orderly()).isTrue();
    assertThat(read.report().torn()).isFalse();
  }

  @Test
  void aScavengeThatGoesOnIntoAGlobalCollectionIsOneFullPause() {
    GcTexts read =
        GcTexts.read(
            """
            <exclusive-start id="2" timestamp="2026-03-01T10:00:02.000" intervalms="1913.9">
            <af-start id="3" timestamp="2026-03-01T10:00:02.000" type="nursery" />
            <gc-start id="5" type="scavenge" contextid="4" timestamp="2026-03-01T10:00:02.000">
              <mem-info id="6" free="1048576" total="268435456" percent="0">
            </gc-start>
            <gc-end id="8" type="scavenge" contextid="4" durationms="30.0" timestamp="2026-03-01T10:00:02.030">
              <mem-info id="9" free="1048576" total="268435456" percent="0">
            </gc-end>
            <percolate-collect id="10" from="nursery" to="global" reason="insufficient remaining tenure space" timestamp="2026-03-01T10:00:02.030"/>
            <gc-start id="12" type="global" contextid="11" timestamp="2026-03-01T10:00:02.030">
              <mem-info id="13" free="1048576" total="268435456" percent="0">
            </gc-start>
            <gc-end id="14" type="global" contextid="11" durationms="470.5" timestamp="2026-03-01T10:00:02.501">
              <mem-info id="15" free="2097152" total="268435456" percent="0">
            </gc-end>
            <exclusive-end id="16" timestamp="2026-03-01T10:00:02.502" durationms="501.750" />
            """);

    assertThat(read.lines())
        .containsExactly("FULL|allocation failure in nursery|-1|501750|261120 260096 262144");
  }

  @Test
  void anExplicitCollectionIsFull() {
    GcTexts read =
        GcTexts.read(
            """
            <exclusive-start id="2" timestamp="2026-03-01T10:00:02.000" intervalms="1.0">
            <sys-start id="3" reason="explicit" timestamp="2026-03-01T10:00:02.000" intervalms="1.0" />
            <gc-start id="5" type="global" contextid="4" timestamp="2026-03-01T10:00:02.000">
            <gc-end id="8" type="global" contextid="4" durationms="35.9" timestamp="2026-03-01T10:00:02.036">
            <exclusive-end id="13" timestamp="2026-03-01T10:00:02.036" durationms="36.392" />
            """);

    assertThat(read.lines()).containsExactly("FULL|System.gc()|-1|36392|- - -");
  }

  @Test
  void theLastStepOfAConcurrentCollectionIsNoFullPauseButTellsTheHeap() {
    GcTexts read =
        GcTexts.read(
            """
            <exclusive-start id="2" timestamp="2026-03-01T10:00:02.000" intervalms="1.0">
            <concurrent-collection-start id="3" timestamp="2026-03-01T10:00:02.000" intervalms="9.0" />
            <gc-start id="5" type="global" contextid="4" timestamp="2026-03-01T10:00:02.000">
              <mem-info id="6" free="1048576" total="4194304" percent="25">
            </gc-start>
            <gc-end id="8" type="global" contextid="4" durationms="20.0" timestamp="2026-03-01T10:00:02.020">
              <mem-info id="9" free="3145728" total="4194304" percent="75">
            </gc-end>
            <concurrent-collection-end id="11" timestamp="2026-03-01T10:00:02.020" />
            <exclusive-end id="13" timestamp="2026-03-01T10:00:02.021" durationms="21.5" />
            """);

    assertThat(read.lines())
        .containsExactly("REMARK|concurrent collection|-1|21500|3072 1024 4096");
    HeapOccupancy heap = read.only(HeapOccupancy.class);
    assertThat(heap.full()).isTrue();
    assertThat(heap.heapAfter()).isEqualTo(GcTexts.MIB);
  }

  @ParameterizedTest
  @CsvSource({
    "scavenge, YOUNG",
    "partial gc, YOUNG",
    "global, FULL",
    "global garbage collect, FULL",
    "synchgc, FULL",
    "global mark phase, REMARK",
    "mark increment, REMARK"
  })
  void theTypeOfACollectionTellsItsKind(String type, PauseKind kind) {
    GcTexts read =
        GcTexts.read(
            """
            <exclusive-start id="2" timestamp="2026-03-01T10:00:02.000" intervalms="1.0">
            <gc-start id="5" type="%s" contextid="4" timestamp="2026-03-01T10:00:02.000">
            <gc-end id="8" type="%s" contextid="4" durationms="1.0" timestamp="2026-03-01T10:00:02.001">
            <exclusive-end id="13" timestamp="2026-03-01T10:00:02.001" durationms="1.5" />
            """
                .formatted(type, type));

    assertThat(read.pauses()).extracting(pause -> pause.kind()).containsExactly(kind);
  }

  @Test
  void aStopWithoutACollectionIsToldOnlyWhereItWasLong() {
    String stop =
        """
        <exclusive-start id="2" timestamp="2026-03-01T10:00:02.000" intervalms="1.0">
        <exclusive-end id="13" timestamp="2026-03-01T10:00:02.001" durationms="%s" />
        """;

    GcTexts read = GcTexts.read(stop.formatted("0.9") + stop.formatted("4000.0"));

    assertThat(read.lines()).containsExactly("OTHER|exclusive access|-1|4000000|- - -");
    assertThat(read.all(UnfinishedPause.class)).isEmpty();
  }

  @Test
  void metronomeTellsItsQuantaAsASum() {
    GcTexts read =
        GcTexts.read(
            """
            <verbosegc xmlns="http://www.ibm.com/j9/verbosegc" version="x">
            <gc-op id="61" type="heartbeat" timems="1.0" contextid="0" timestamp="2026-03-01T10:00:03.000">
              <quanta quantumCount="84" quantumType="mark" minTimeMs="0.114" meanTimeMs="0.500" maxTimeMs="0.6" maxTimestampMs="1" />
            </gc-op>
            """);

    assertThat(read.lines()).containsExactly("CONCURRENT_PHASE|84 quanta|-1|42000|- - -");
    assertThat(read.pauses().get(0).evidence().time())
        .isEqualTo(Instant.parse("2026-03-01T10:00:02.958Z"));
  }

  @Test
  void whereMemoryDoesNotComeTheAllocationFails() {
    GcTexts read =
        GcTexts.read(
            """
            <exclusive-start id="2" timestamp="2026-03-01T10:00:02.000" intervalms="1.0">
            <af-start id="3" timestamp="2026-03-01T10:00:02.000" type="tenure" />
            <allocation-unsatisfied id="11" threadId="000000000045E300" bytesRequested="10485776" />
            <allocation-unsatisfied id="12" threadId="000000000045E300" bytesRequested="10485776" />
            <exclusive-end id="13" timestamp="2026-03-01T10:00:02.001" durationms="1.5" />
            <event details="" timestamp="2026-03-01T10:00:03.000">
              <warning details="excessive gc activity detected, will attempt aggressive gc" />
              <warning details="excessive gc activity detected, will fail on allocate" />
            </event>
            """);

    assertThat(read.all(OutOfMemory.class))
        .extracting(OutOfMemory::kind, OutOfMemory::terminating, error -> error.evidence().line())
        .containsExactly(
            tuple(FailureKind.HEAP_SPACE, false, 3L), tuple(FailureKind.GC_OVERHEAD, false, 8L));
  }

  @Test
  void aLogCutInsideACollectionTellsThatItDidNotEnd() {
    int cut = SCAVENGE.indexOf("<gc-end");

    GcTexts read = GcTexts.read(HEADER + SCAVENGE.substring(0, cut) + "<gc-en");

    UnfinishedPause open = read.only(UnfinishedPause.class);
    assertThat(open.kind()).isEqualTo(PauseKind.YOUNG);
    assertThat(open.uptimeMillis()).isEqualTo(2000);
    assertThat(read.only(GcLogEnded.class).orderly()).isFalse();
    assertThat(read.report().torn()).isTrue();
  }

  @Test
  void aStopThatLostItsEndIsAsLongAsItsCollections() {
    int cut = SCAVENGE.indexOf("<cycle-end");

    GcTexts read = GcTexts.read(SCAVENGE.substring(0, cut) + SCAVENGE);

    assertThat(read.pauses())
        .extracting(pause -> pause.pauseMicros())
        .containsExactly(30815L, 31984L);
  }

  @Test
  void aJvmThatStartsAgainIsAnotherOne() {
    GcTexts read = GcTexts.read(HEADER + SCAVENGE + HEADER + SCAVENGE);

    assertThat(read.all(Started.class)).hasSize(2);
    assertThat(read.pauses()).hasSize(2);
    assertThat(read.report().remarks()).contains("2 JVMs wrote to this log");
  }

  @Test
  void tagsAmongOtherOutputAreRead() {
    GcTexts read =
        GcTexts.read(
            SCAVENGE.replace(
                "<cycle-end", "26/03/01 10:00:02 INFO Executor: Finished task <3>\n<cycle-end"));

    assertThat(read.pauses()).hasSize(1);
    assertThat(GcLogReader.looksLikeGcLog(HEADER)).isTrue();
    assertThat(GcLogReader.looksLikeGcLog(SCAVENGE)).isTrue();
    assertThat(
            GcLogReader.looksLikeGcLog(
                "<project>\n<initialized>\n<version>1</version>\n</project>"))
        .isFalse();
  }
}

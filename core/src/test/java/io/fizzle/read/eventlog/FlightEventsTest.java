package io.fizzle.read.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.signal.ExecutorSignal.LiveVerdict;
import io.fizzle.signal.JvmSignal.ProcessIdentified;
import io.fizzle.signal.JvmSignal.VitalsEnded;
import io.fizzle.signal.JvmSignal.VitalsSampled;
import io.fizzle.signal.Vital;
import io.fizzle.signal.WorkSignal.LargeShipment;
import io.fizzle.signal.WorkSignal.Shipment;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What Fizzle's plugin posts, as Spark's {@code JsonProtocol} writes it. */
class FlightEventsTest {
  private static final String VITALS =
      """
      {"Event":"io.fizzle.spark.driver.FizzleVitals","samples":[[1795779871982,39847568,-1,3],[1795779872983,40847568,5,4]],"host":"127.0.0.2","interval":1000,"closed":%d,"pid":1102,"executorId":"7","vitals":["heap_used","heap_committed","not_known_yet"]}\
      """;

  @Test
  void samplesAreReadByTheNamesOfTheirColumns() {
    ReadLog log = ReadLog.of(VITALS.formatted(0));

    assertThat(log.all(VitalsSampled.class))
        .allMatch(sample -> sample.owner().equals(Owner.executor("7")))
        .extracting(
            sample -> sample.vitals().time(), sample -> sample.vitals().get(Vital.HEAP_USED))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Instant.ofEpochMilli(1795779871982L), 39847568L),
            org.assertj.core.groups.Tuple.tuple(Instant.ofEpochMilli(1795779872983L), 40847568L));
    assertThat(log.all(VitalsSampled.class).get(0).vitals().knows(Vital.HEAP_COMMITTED)).isFalse();
    assertThat(log.only(ProcessIdentified.class).pid()).isEqualTo(1102);
    assertThat(log.only(VitalsEnded.class).orderly()).isFalse();
  }

  @Test
  void aRecorderThatClosedIsToldToHave() {
    ReadLog log = ReadLog.of(VITALS.formatted(1795779872984L));

    assertThat(log.only(VitalsEnded.class).orderly()).isTrue();
  }

  @Test
  void aDiagnosisOfTheRunningDriverIsToldAsSuch() {
    LiveVerdict said =
        ReadLog.only(
            LiveVerdict.class,
            """
            {"Event":"io.fizzle.spark.driver.FizzleLoss","vitals":"resident 240 MiB","why":["exit code 143"],"fix":"","confidence":0.9612,"cause":"container-oom","time":1795779872990,"executorId":"7"}\
            """);

    assertThat(said.executorId()).isEqualTo("7");
    assertThat(said.cause()).isEqualTo("container-oom");
    assertThat(said.confidence()).isEqualTo(0.9612);
    assertThat(said.evidence().time()).isEqualTo(Instant.ofEpochMilli(1795779872990L));
  }

  @Test
  void whatWasLargeIsToldWithWhatCarriesTheBytes() {
    LargeShipment seen =
        ReadLog.only(
            LargeShipment.class,
            """
            {"Event":"io.fizzle.spark.instrument.FizzleLargeWork","kind":"task-binary","bytes":4823449,"stageId":3,"callSite":"count at Report.java:12","captures":["this","this.lookup"],"sentence":"the functions of stage 3 (count at Report.java:12) are 4.6 MiB","time":1795779872990}\
            """);

    assertThat(seen.kind()).isEqualTo(Shipment.TASK_BINARY);
    assertThat(seen.stage()).isEqualTo(3);
    assertThat(seen.callSite()).isEqualTo("count at Report.java:12");
    assertThat(seen.bytes()).isEqualTo(4_823_449);
    assertThat(seen.carriers()).containsExactly("this", "this.lookup");
    assertThat(seen.evidence().time()).isEqualTo(Instant.ofEpochMilli(1795779872990L));
  }

  @Test
  void hostileContentIsSkipped() {
    ReadLog log =
        ReadLog.of(
            "{\"Event\":\"FizzleVitals\",\"samples\":[[],[-5,1],7,[\"x\"]],\"executorId\":\"7\"}",
            "{\"Event\":\"FizzleVitals\",\"samples\":[[1,2]]}",
            "{\"Event\":\"FizzleLoss\",\"confidence\":\"much\",\"executorId\":\"7\",\"cause\":\"x\"}",
            "{\"Event\":\"FizzleLoss\",\"confidence\":1e999,\"executorId\":\"7\",\"cause\":\"x\"}",
            "{\"Event\":\"FizzleLoss\"}",
            "{\"Event\":\"FizzleLargeWork\",\"kind\":\"moon\",\"bytes\":9,\"stageId\":1}",
            "{\"Event\":\"FizzleLargeWork\",\"kind\":\"task\",\"bytes\":9,\"stageId\":9999999999}");

    assertThat(log.all(VitalsSampled.class)).isEmpty();
    assertThat(log.all(LiveVerdict.class))
        .extracting(LiveVerdict::confidence)
        .containsExactly(0.0, 1.0);
    assertThat(log.report().skipped()).isEqualTo(4);
  }
}

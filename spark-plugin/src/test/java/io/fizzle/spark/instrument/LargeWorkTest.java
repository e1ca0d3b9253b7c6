package io.fizzle.spark.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.fizzle.spark.instrument.LargeWork.Kind;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.junit.jupiter.api.Test;

class LargeWorkTest {
  private static final long MIB = 1 << 20;

  private final List<SparkListenerEvent> posted = new ArrayList<>();
  private final LargeWorkReports reports = new LargeWorkReports(posted::add);
  private final MetricRegistry metrics = new MetricRegistry();

  @Test
  void namesWhatCarriesTheBytes() {
    List<Capture> captures =
        List.of(
            new Capture("this", "Report", 3 * MIB, 0),
            new Capture("this.lookup", "java.util.HashMap", 3 * MIB, 1));

    assertThat(new LargeWork(Kind.TASK_BINARY, 4, "count at A.java:1", 3 * MIB, captures, null))
        .extracting(LargeWork::sentence)
        .isEqualTo(
            "the functions of stage 4 (count at A.java:1) are 3.0 MiB, sent to every executor,"
                + " captures this (Report): 3.0 MiB, of which this.lookup (java.util.HashMap): 3.0"
                + " MiB; broadcast it or capture less");
  }

  @Test
  void isSaidOnceForAPlaceAndCountedEachTime() {
    reports.register(metrics);

    for (int stage = 0; stage < 4; stage++) {
      reports.accept(task(stage, "count at A.java:1"));
    }
    reports.accept(task(9, "count at A.java:2"));

    assertThat(posted).hasSize(2);
    assertThat(metrics.counter("fizzle.largeTasks").getCount()).isEqualTo(5);
    assertThat(metrics.counter("fizzle.largeBroadcasts").getCount()).isZero();
  }

  @Test
  void aProgramWithManyPlacesDoesNotFloodTheLog() {
    for (int line = 0; line < 100; line++) {
      reports.accept(task(line, "count at A.java:" + line));
    }

    assertThat(posted).hasSize(5);
  }

  @Test
  void theEventTellsAllOfIt() {
    reports.accept(task(4, "count at A.java:1"));

    assertThat(posted)
        .singleElement()
        .isInstanceOfSatisfying(
            FizzleLargeWork.class,
            event -> {
              assertThat(event.getKind()).isEqualTo("task");
              assertThat(event.getStageId()).isEqualTo(4);
              assertThat(event.getCallSite()).isEqualTo("count at A.java:1");
              assertThat(event.getBytes()).isEqualTo(2 * MIB);
              assertThat(event.getCaptures()).isEmpty();
              assertThat(event.getSentence())
                  .startsWith("each task of stage 4 (count at A.java:1)");
            });
  }

  @Test
  void theEventNamesTheWayToTheBytes() {
    Capture outer = new Capture("this", "Report", 3 * MIB, 0);
    Capture beside = new Capture("limit", "int", 4, 0);
    Capture inner = new Capture("this.lookup", "java.util.HashMap", 3 * MIB, 1);
    reports.accept(
        new LargeWork(Kind.TASK_BINARY, 4, "a", 3 * MIB, List.of(outer, beside, inner), null));
    reports.accept(new LargeWork(Kind.BROADCAST, 5, "b", 9 * MIB, List.of(), "table$1"));

    assertThat(posted)
        .extracting(event -> ((FizzleLargeWork) event).getCaptures())
        .containsExactly(new String[] {"this", "this.lookup"}, new String[] {"table$1"});
  }

  private static LargeWork task(int stage, String callSite) {
    return new LargeWork(Kind.TASK, stage, callSite, 2 * MIB, List.of(), null);
  }
}

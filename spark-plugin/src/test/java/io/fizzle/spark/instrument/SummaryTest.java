package io.fizzle.spark.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final OperationRun.Work WORK =
      new OperationRun.Work(2, 3, 40, 1, 12_300, 700, 2048, 0, 0, 0, 0, true);

  private static final List<Measurement> ALL =
      List.of(
          new OperationRun("load", "orders", 4_200, "java.io.IOException: gone", WORK),
          new BroadcastSize("table", 5_000_000, 5_000_016, null),
          new Checkpoint("orders", Lineage.DATASET, 30, 62, 1, Checkpoint.Way.RELIABLE));

  @Test
  void theTextGroupsAndMarksWarnings() {
    assertThat(SummaryText.of(ALL, 0))
        .isEqualTo(
            """
            Fizzle: 3 measurements, 2 warnings
            Broadcasts
              ! broadcast table is 4.8 MiB to every executor before compression, about 4.8 MiB on each heap; join instead, or send only the columns and rows in use
            Checkpoints
                dataset orders checkpointed to the checkpoint directory, depth 62 before and 1 after
            Operations
              ! load orders failed after 4.2 s (java.io.IOException: gone): 2 jobs, 40 tasks (1 failed), tasks ran 12.3 s of which GC 700 ms, read 2.0 KiB
            """);
  }

  @Test
  void theJsonHoldsTheNumbersAndLeavesOutWhatIsUnknown() throws IOException {
    assertThat(SummaryJson.of(List.of(new BroadcastSize("a \"b\"", 10, -1, null)), 3))
        .isEqualTo(
            "{\"schema\":\"fizzle.instrument/1\",\"dropped\":3,\"measurements\":[{\"kind\":\"broadcast\",\"name\":\"a"
                + " \\\"b\\\"\",\"level\":\"fine\",\"sentence\":\"broadcast a \\\"b\\\" is 10 B to"
                + " every executor before compression\",\"serialisedBytes\":10}]}");
  }

  @Test
  void theJournalKeepsTheLastThousandAndCountsTheRest() {
    Journal journal = new Journal(0);
    for (int i = 0; i < 1_003; i++) {
      journal.record(new BroadcastSize("b" + i, i, i, null));
    }

    assertThat(journal.measurements())
        .hasSize(1_000)
        .first()
        .extracting(Measurement::name)
        .isEqualTo("b3");
    assertThat(journal.dropped()).isEqualTo(3);
    assertThat(journal.since(1_001))
        .extracting(Measurement::name)
        .containsExactly("b1001", "b1002");
    assertThat(journal.since(0)).hasSize(1_000);
  }
}

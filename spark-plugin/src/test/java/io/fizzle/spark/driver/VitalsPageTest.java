package io.fizzle.spark.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.read.vitals.VitalsRing.Header;
import io.fizzle.signal.VitalSigns;
import io.fizzle.spark.recorder.VitalsBatch;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tab's page. */
class VitalsPageTest {
  private static final long MIB = 1L << 20;

  private final VitalsBoard board = new VitalsBoard();
  private final LossWatch losses =
      new LossWatch(
          new LossDiagnosis(new EventLines("4.1.1"), board)::explain,
          board,
          new ApplicationEnding(),
          report -> {});

  private void hear(String executor, String host, long... heaps) {
    Instant start = Instant.parse("2026-05-04T10:00:00Z");
    List<VitalSigns> samples =
        IntStream.range(0, heaps.length)
            .mapToObj(i -> VitalSigns.of(start.plusSeconds(i), new long[] {heaps[i] * MIB}))
            .toList();
    board.accept(new VitalsBatch(Header.opened("app-1", executor, host, 1, 0, 1_000, 60), samples));
  }

  @Test
  void anEmptyPageSaysSo() {
    assertThat(new VitalsPage(board, losses).html())
        .contains("No executor was lost", "No executor has sent any vitals yet.");
  }

  @Test
  void anExecutorHasAChartOfWhatIsKnownOfIt() {
    hear("7", "node-3", 100, 200, 400);

    String html = new VitalsPage(board, losses).html();

    assertThat(html).contains("Executor 7 on node-3", "<b>Heap</b>", "400 MiB");
    assertThat(html).as("nothing is known of its tasks").doesNotContain("<b>Tasks</b>");
    assertThat(html).contains("d=\"M62.0 71.0L209.0 50.0L356.0 8.0\"");
  }

  @Test
  void whatComesFromOutsideIsText() {
    hear("<script>", "\"><img src=x>", 1, 2);

    assertThat(new VitalsPage(board, losses).html())
        .contains("&lt;script&gt;", "&quot;&gt;&lt;img src=x&gt;")
        .doesNotContain("<script", "<img");
  }

  @Test
  void nothingIsLoadedFromAnywhere() {
    hear("7", "node-3", 1, 2);

    assertThat(new VitalsPage(board, losses).html())
        .doesNotContain("http", "src=", "@import", "url(");
  }
}

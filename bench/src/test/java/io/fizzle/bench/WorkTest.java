package io.fizzle.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkTest {
  @TempDir Path folder;

  @Test
  void whatIsGeneratedIsWhatFizzleCounts() throws IOException {
    Path plain = folder.resolve(EventLogInput.APPLICATION);
    Path compressed = folder.resolve(EventLogInput.APPLICATION + ".zstd");
    EventLogInput.write(plain, 300);
    EventLogInput.writeCompressed(compressed, 300);
    assertThat(HistoryBench.fizzleCounts(plain)).isEqualTo(EventLogInput.work(300));
    assertThat(HistoryBench.fizzleCounts(compressed)).isEqualTo(EventLogInput.work(300));
    assertThat(Files.size(compressed)).isLessThan(Files.size(plain) / 5);
  }

  @Test
  void theHistoryServerAnswersWithAStageInEachElement() throws IOException {
    String answer =
        """
        [ { "status" : "COMPLETE", "stageId" : 1, "attemptId" : 0, "numTasks" : 1000,
            "numActiveTasks" : 0, "numCompleteTasks" : 1000, "numFailedTasks" : 0 },
          { "status" : "COMPLETE", "stageId" : 0, "attemptId" : 0, "numTasks" : 20,
            "numActiveTasks" : 0, "numCompleteTasks" : 19, "numFailedTasks" : 1 } ]
        """;
    assertThat(Work.ofStages(answer)).isEqualTo(new Work(2, 1_019));
  }
}

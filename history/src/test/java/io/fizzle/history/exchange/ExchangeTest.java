package io.fizzle.history.exchange;

import static io.fizzle.history.Samples.START;
import static io.fizzle.history.Samples.failed;
import static io.fizzle.history.Samples.healthy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fizzle.history.Access;
import io.fizzle.history.Filter;
import io.fizzle.history.History;
import io.fizzle.history.RunRecord;
import io.fizzle.history.SolutionAttempt;
import io.fizzle.history.store.Stores;
import java.io.BufferedReader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExchangeTest {
  private static final Access ALL = Access.everything();

  @TempDir private Path folder;

  private History open(String name) {
    return Stores.open(folder.resolve(name).toString());
  }

  private static String export(History history) throws Exception {
    StringWriter text = new StringWriter();
    new Export(history).write(ALL, Filter.ALL, text);
    return text.toString();
  }

  private static Import.Result read(History history, Access access, String text) throws Exception {
    return new Import(history, access).read(new BufferedReader(new StringReader(text)));
  }

  @Test
  void whatIsExportedComesInAsItWasAndOnlyOnce() throws Exception {
    RunRecord failed = failed("r1", "sales", START);
    RunRecord later = healthy("r2", "sales", START.plus(Duration.ofHours(3)));
    try (History east = open("east.db");
        History all = open("all.db")) {
      east.record(List.of(failed, later));
      String text = export(east);

      assertThat(read(all, ALL, text)).isEqualTo(new Import.Result(2, 0, 0));
      assertThat(read(all, ALL, text)).isEqualTo(new Import.Result(0, 2, 0));

      assertThat(all.run(ALL, "r1")).isEqualTo(east.run(ALL, "r1"));
      assertThat(export(all)).isEqualTo(text);
      List<SolutionAttempt> attempts = new ArrayList<>();
      all.attempts(ALL, Filter.ALL, attempts::add);
      assertThat(attempts).hasSize(1);
    }
  }

  @Test
  void whatMayNotBeWrittenIsRefused() throws Exception {
    try (History east = open("east.db");
        History mine = open("mine.db")) {
      east.record(List.of(failed("r1", "sales", START), failed("r2", "research", START)));

      assertThat(read(mine, Access.to(Set.of("sales")), export(east)))
          .isEqualTo(new Import.Result(1, 0, 1));
    }
  }

  @Test
  void aDamagedFileIsToldWithItsLine() {
    try (History history = open("h.db")) {
      assertThatThrownBy(() -> read(history, ALL, "{\"songs\":[]}\n"))
          .hasMessageContaining("does not begin as an export");
      assertThatThrownBy(
              () -> read(history, ALL, "{\"schema\":\"fizzle.history/1\"}\n{\"run\":{\"ru"))
          .hasMessageContaining("line 2");
      assertThatThrownBy(() -> read(history, ALL, "")).hasMessageContaining("empty");
    }
  }
}

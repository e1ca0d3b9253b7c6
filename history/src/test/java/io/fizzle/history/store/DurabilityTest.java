package io.fizzle.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.history.Access;
import io.fizzle.history.Filter;
import io.fizzle.history.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever ends a writer, what it was told is kept is there, whole. */
class DurabilityTest {
  private static final int EVENTS = 100_000;

  /** The loop is killed until all is written, or for so long. */
  private static final Duration TIME = Duration.ofSeconds(40);

  private static final int EXECUTORS = 3;

  @TempDir private Path folder;

  @Test
  void killedAtAnyMomentNothingAcknowledgedIsLost() throws Exception {
    String place = folder.resolve("history.db").toString();
    Path output = folder.resolve("acknowledged");
    Random random = new Random(7);
    long end = System.nanoTime() + TIME.toNanos();
    int acknowledged = 0;
    int kills = 0;
    while (acknowledged < EVENTS && System.nanoTime() < end) {
      Process child =
          ChildJvm.start(output, WriteLoop.class, place, "k", "" + acknowledged, "" + EVENTS);
      if (!child.waitFor(1_500 + random.nextInt(3_000), TimeUnit.MILLISECONDS)) {
        child.destroyForcibly().waitFor();
        kills++;
      }
      List<String> said = lines(output);
      acknowledged = said.isEmpty() ? acknowledged : Integer.parseInt(said.get(said.size() - 1));
      requireWhole(place, acknowledged);
    }
    assertThat(kills).isPositive();
    assertThat(acknowledged).isPositive();
  }

  @Test
  void twoProcessesWriteAtOnce() throws Exception {
    String place = folder.resolve("history.db").toString();
    List<Process> children = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      children.add(ChildJvm.start(folder.resolve(name), WriteLoop.class, place, name, "0", "1000"));
    }
    for (Process child : children) {
      assertThat(child.waitFor(120, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(lines(folder.resolve("a"))).endsWith("1000");
    assertThat(lines(folder.resolve("b"))).endsWith("1000");
    requireWhole(place, 2_000);
  }

  /** Lines that were printed to their end. */
  private static List<String> lines(Path output) throws IOException {
    String text = Files.readString(output);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  /** At least so many events, each with its run, its victims and its executors. */
  private static void requireWhole(String place, int least) {
    try (History history = Stores.open(place)) {
      long runs = count(history, "SELECT count(*) FROM application_runs r WHERE {r}");
      assertThat(runs).isGreaterThanOrEqualTo(least);
      assertThat(count(history, "SELECT count(*) FROM failure_events f WHERE {f}")).isEqualTo(runs);
      assertThat(
              count(
                  history,
                  "SELECT count(*) FROM failure_victims v JOIN failure_events f"
                      + " ON f.seq = v.failure WHERE {f}"))
          .isEqualTo(runs);
      assertThat(
              count(
                  history,
                  "SELECT count(*) FROM exposures e JOIN application_runs r ON r.seq = e.run"
                      + " WHERE {r}"))
          .isEqualTo(EXECUTORS * runs);
      assertThat(
              count(
                  history,
                  "SELECT sum(c.events) FROM failure_correlations c"
                      + " WHERE c.kind = 'application' AND {c}"))
          .isEqualTo(runs);
    }
  }

  private static long count(History history, String sql) {
    long[] found = {-1};
    history.ask(Access.everything(), Filter.ALL, sql, List.of(), row -> found[0] = row.number(1));
    return found[0];
  }
}

package io.fizzle.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.history.Access;
import io.fizzle.history.Filter;
import io.fizzle.history.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever ends a writer, what it was told is kept is there, whole. */
class DurabilityTest {
  private static final int EVENTS = 100_000;

  /** A kill comes within so many milliseconds after the first word of a writer. */
  private static final int LONGEST_LIFE = 4_000;

  private static final int FEWEST_KILLS = 3;

  private static final int EXECUTORS = 3;

  @TempDir private Path folder;

  @Test
  void killedAtAnyMomentOfAHundredThousandEventsNothingAcknowledgedIsLost() throws Exception {
    String place = folder.resolve("history.db").toString();
    Path output = folder.resolve("acknowledged");
    Random random = new Random(7);
    int acknowledged = 0;
    int kills = 0;
    while (acknowledged < EVENTS) {
      // small batches die between two, large ones within one
      String atOnce = String.valueOf(1 + random.nextInt(500));
      Process child =
          ChildJvm.start(
              output, WriteLoop.class, place, "k", "" + acknowledged, "" + EVENTS, atOnce);
      awaitFirstWord(child, output);
      if (!child.waitFor(random.nextInt(LONGEST_LIFE), TimeUnit.MILLISECONDS)) {
        child.destroyForcibly().waitFor();
        kills++;
      }
      List<String> said = lines(output);
      acknowledged = said.isEmpty() ? acknowledged : Integer.parseInt(said.get(said.size() - 1));
      requireWhole(place, acknowledged);
      requireEach(place, acknowledged);
    }
    assertThat(kills).isGreaterThanOrEqualTo(FEWEST_KILLS);
    assertThat(acknowledged).isEqualTo(EVENTS);
  }

  /** However long a JVM takes to start here, it writes something before it dies. */
  private static void awaitFirstWord(Process child, Path output) throws Exception {
    while (child.isAlive() && lines(output).isEmpty()) {
      child.waitFor(20, TimeUnit.MILLISECONDS);
    }
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

  /** Every event up to the last acknowledged one, by its id. */
  private static void requireEach(String place, int acknowledged) {
    BitSet there = new BitSet();
    try (History history = Stores.open(place)) {
      history.ask(
          Access.everything(),
          Filter.ALL,
          "SELECT f.id FROM failure_events f WHERE {f}",
          List.of(),
          row -> there.set(Integer.parseInt(row.text(1).substring("fk".length()))));
    }
    assertThat(there.nextClearBit(0))
        .as("the first event that is not there")
        .isGreaterThanOrEqualTo(acknowledged);
  }

  private static long count(History history, String sql) {
    long[] found = {-1};
    history.ask(Access.everything(), Filter.ALL, sql, List.of(), row -> found[0] = row.number(1));
    return found[0];
  }
}

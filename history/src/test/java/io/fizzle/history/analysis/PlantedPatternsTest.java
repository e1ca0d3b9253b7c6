package io.fizzle.history.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.history.Exposure;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.RunRecord;
import io.fizzle.history.invented.InventedHistory;
import io.fizzle.history.invented.Pattern;
import io.fizzle.history.invented.Shape;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * What was planted in invented histories is found, and where nothing was planted nobody is accused.
 * {@code -Dfizzle.histories=1000} tries a thousand of each.
 */
class PlantedPatternsTest {
  private static final Instant FROM = Instant.parse("2026-10-01T00:00:00Z");
  private static final Instant RELEASE = FROM.plus(Duration.ofDays(15));
  private static final int HISTORIES = Integer.getInteger("fizzle.histories", 12);
  private static final int CLEAN = Math.max(HISTORIES, 60);
  private static final double RATE = 0.25;

  @Test
  void aHotNodeIsFound() {
    assertFound(
        "hot node",
        seed -> new Pattern.HotNode("node-7", RATE),
        analysis -> accused(analysis, "node", "node-7"));
  }

  @Test
  void aBadImageIsFound() {
    assertFound(
        "bad image",
        seed -> new Pattern.BadImage("registry/project-1:2", RATE),
        analysis -> accused(analysis, "image", "registry/project-1:2"));
  }

  @Test
  void aBadHourIsFound() {
    assertFound(
        "bad hour",
        seed -> new Pattern.BadHour(3, RATE),
        analysis -> accused(analysis, "hour", "03:00"));
  }

  @Test
  void theSpikeOfANewReleaseIsFoundWithItsDayAndItsImage() {
    assertFound(
        "new release",
        seed -> new Pattern.NewRelease("project-2-app-3", RELEASE, "registry/project-2:9", RATE),
        analysis ->
            accused(analysis, "image", "registry/project-2:9")
                && analysis.changes().stream()
                    .anyMatch(
                        change ->
                            change.value().equals("project-2/project-2-app-3")
                                && !change.better()
                                && days(change.from(), RELEASE) <= 1
                                && change.nearby().stream()
                                    .anyMatch(what -> what.contains("registry/project-2:9"))));
  }

  @Test
  void innocentHistoriesAreAccusedOfNothing() {
    List<String> accusations = new ArrayList<>();
    int flagged = 0;
    for (long seed = 1; seed <= CLEAN; seed++) {
      Analysis analysis = analyse(seed, List.of());
      List<String> said = new ArrayList<>();
      analysis.accused().forEach(one -> said.add(one.kind() + " " + one.value()));
      analysis
          .changes()
          .forEach(one -> said.add("change " + one.kind() + " " + one.value() + " " + one.from()));
      flagged += said.isEmpty() ? 0 : 1;
      said.forEach(accusations::add);
    }
    System.out.println("clean histories flagged: " + flagged + " of " + CLEAN + " " + accusations);
    assertThat(flagged).as("%s", accusations).isLessThanOrEqualTo(CLEAN / 20);
  }

  private static void assertFound(
      String name, LongFunction<Pattern> planted, Predicate<Analysis> isFound) {
    int found = 0;
    for (long seed = 1; seed <= HISTORIES; seed++) {
      Analysis analysis = analyse(1_000 + seed, List.of(planted.apply(seed)));
      found += isFound.test(analysis) ? 1 : 0;
    }
    System.out.println(name + " found: " + found + " of " + HISTORIES);
    assertThat(found).isGreaterThanOrEqualTo((int) Math.ceil(0.95 * HISTORIES));
  }

  private static boolean accused(Analysis analysis, String kind, String value) {
    return analysis.accused().stream()
        .anyMatch(one -> one.kind().equals(kind) && one.value().equals(value));
  }

  private static long days(Instant one, Instant other) {
    return Duration.between(one, other).abs().toDays();
  }

  private static Analysis analyse(long seed, List<Pattern> planted) {
    Shape shape = Shape.month(seed, FROM, planted);
    Window window = new Window(FROM, FROM.plus(Duration.ofDays(30)));
    List<RunRecord> runs =
        new InventedHistory(shape).runs().map(run -> lifelike(run, planted, seed)).toList();
    return Analysis.of(Observations.of(window, runs), "", NOTHING);
  }

  private static final Summary NOTHING = new Summary(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /**
   * As in life, applications differ: one loses all of its executors in most of its runs, wherever
   * they are, and a third of the others fail half as often.
   */
  private static RunRecord lifelike(RunRecord record, List<Pattern> planted, long seed) {
    String application = record.run().program().application();
    if (application.equals("project-3-app-4")) {
      return chance(record, 10) < 7 ? ruined(record) : record;
    }
    boolean mild = Math.floorMod(application.hashCode() + seed, 3) == 0;
    boolean plain = planted.isEmpty() && mild;
    return plain && chance(record, 2) == 0 ? spared(record) : record;
  }

  private static int chance(RunRecord record, int of) {
    return new SplittableRandom(record.run().id().hashCode()).nextInt(of);
  }

  private static RunRecord spared(RunRecord record) {
    List<Exposure> exposures =
        record.exposures().stream()
            .map(
                one ->
                    new Exposure(
                        one.executor(), one.node(), one.from(), one.until(), one.cores(), ""))
            .toList();
    return new RunRecord(record.run(), exposures, List.of());
  }

  private static RunRecord ruined(RunRecord record) {
    Set<String> nodes = new HashSet<>();
    record.exposures().forEach(one -> nodes.add(one.node()));
    List<FailureEvent> failures = new ArrayList<>();
    FailureEvent failure =
        io.fizzle.history.Samples.failure(
            "x" + record.run().id(), record.run().id(), "project-3", record.run().started());
    failures.add(
        new FailureEvent(
            failure.id(),
            failure.run(),
            record.run().origin(),
            record.run().program(),
            failure.type(),
            failure.cause(),
            failure.confidence(),
            false,
            failure.phase(),
            record.run().started().plusSeconds(Math.floorMod(record.run().id().hashCode(), 3_000)),
            failure.signature(),
            failure.message(),
            1,
            nodes.stream().map(node -> new io.fizzle.history.Victim("1", node, "")).toList(),
            1,
            List.of(),
            List.of(),
            failure.resolution()));
    return new RunRecord(record.run(), record.exposures(), failures);
  }
}

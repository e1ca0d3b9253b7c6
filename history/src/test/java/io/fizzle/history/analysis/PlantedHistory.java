package io.fizzle.history.analysis;

import io.fizzle.history.Exposure;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.RunRecord;
import io.fizzle.history.Samples;
import io.fizzle.history.Victim;
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

/** What is planted in invented histories, and what an analysis must say of it. */
enum PlantedHistory {
  HOT_NODE("hot node") {
    @Override
    Pattern pattern() {
      return new Pattern.HotNode("node-7", RATE);
    }

    @Override
    boolean isFound(Analysis analysis) {
      return accused(analysis, "node", "node-7");
    }
  },
  BAD_IMAGE("bad image") {
    @Override
    Pattern pattern() {
      return new Pattern.BadImage("registry/project-1:2", RATE);
    }

    @Override
    boolean isFound(Analysis analysis) {
      return accused(analysis, "image", "registry/project-1:2");
    }
  },
  BAD_HOUR("bad hour") {
    @Override
    Pattern pattern() {
      return new Pattern.BadHour(3, RATE);
    }

    @Override
    boolean isFound(Analysis analysis) {
      return accused(analysis, "hour", "03:00");
    }
  },
  NEW_RELEASE("new release, with its day and its image") {
    @Override
    Pattern pattern() {
      return new Pattern.NewRelease("project-2-app-3", RELEASE, "registry/project-2:9", RATE);
    }

    @Override
    boolean isFound(Analysis analysis) {
      return accused(analysis, "image", "registry/project-2:9")
          && analysis.changes().stream()
              .anyMatch(
                  change ->
                      change.value().equals("project-2/project-2-app-3")
                          && !change.better()
                          && Duration.between(change.from(), RELEASE).abs().toDays() <= 1
                          && change.nearby().stream()
                              .anyMatch(what -> what.contains("registry/project-2:9")));
    }
  };

  private static final Instant FROM = Instant.parse("2026-10-01T00:00:00Z");
  private static final Instant RELEASE = FROM.plus(Duration.ofDays(15));
  private static final double RATE = 0.25;
  private static final Summary NOTHING = new Summary(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  private final String title;

  PlantedHistory(String title) {
    this.title = title;
  }

  /** As the page calls it. */
  String title() {
    return title;
  }

  abstract Pattern pattern();

  abstract boolean isFound(Analysis analysis);

  /** Whether it is found in the history with this number. */
  boolean isFoundIn(long number) {
    return isFound(analyse(1_000 + number, List.of(pattern())));
  }

  /** Everything that is accused in the history with this number, in which nothing was planted. */
  static List<String> accusationsIn(long number) {
    Analysis analysis = analyse(number, List.of());
    List<String> said = new ArrayList<>();
    analysis.accused().forEach(one -> said.add(one.kind() + " " + one.value()));
    analysis
        .changes()
        .forEach(one -> said.add("change " + one.kind() + " " + one.value() + " " + one.from()));
    return said;
  }

  private static boolean accused(Analysis analysis, String kind, String value) {
    return analysis.accused().stream()
        .anyMatch(one -> one.kind().equals(kind) && one.value().equals(value));
  }

  private static Analysis analyse(long seed, List<Pattern> planted) {
    Shape shape = Shape.month(seed, FROM, planted);
    Window window = new Window(FROM, FROM.plus(Duration.ofDays(30)));
    List<RunRecord> runs =
        new InventedHistory(shape).runs().map(run -> lifelike(run, planted, seed)).toList();
    return Analysis.of(Observations.of(window, runs), "", NOTHING);
  }

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
        Samples.failure(
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
            nodes.stream().map(node -> new Victim("1", node, "")).toList(),
            1,
            List.of(),
            List.of(),
            failure.resolution()));
    return new RunRecord(record.run(), record.exposures(), failures);
  }
}

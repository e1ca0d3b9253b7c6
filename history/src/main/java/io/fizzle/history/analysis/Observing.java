package io.fizzle.history.analysis;

import io.fizzle.application.Outcome;
import io.fizzle.history.Access;
import io.fizzle.history.Filter.Field;
import io.fizzle.history.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks a history for what an analysis looks at. */
public final class Observing {
  private static final String RUNS =
      """
      SELECT r.seq, r.project, r.application, r.spark_version, r.image, r.started_at,
      coalesce(r.ended_at, r.started_at), r.outcome, r.cause, r.executors, r.core_hours,
      r.memory_hours, r.lost_core_hours, r.configuration
      FROM application_runs r WHERE {r}\
      """;

  private static final String EVENTS =
      """
      SELECT f.seq, f.run, f.type, f.cause, f.fatal, f.at, f.lost_core_hours, f.signature,
      f.resolution, f.resolved_at, f.node, f.victims
      FROM application_runs r JOIN failure_events f ON f.run = r.seq WHERE {r}\
      """;

  private static final String VICTIMS =
      """
      SELECT v.failure, v.node FROM application_runs r JOIN failure_events f ON f.run = r.seq
      JOIN failure_victims v ON v.failure = f.seq WHERE f.victims > 1 AND {r}\
      """;

  private static final String PLACED =
      """
      SELECT e.run, e.node, count(*) FROM application_runs r JOIN exposures e ON e.run = r.seq
      WHERE {r} GROUP BY e.run, e.node ORDER BY e.run\
      """;

  private final History history;
  private final Access access;
  private final Question question;

  private Observing(History history, Access access, Question question) {
    this.history = history;
    this.access = access;
    this.question = question;
  }

  /** What there is to the question. */
  public static Observations of(History history, Access access, Question question) {
    return new Observing(history, access, question).observations();
  }

  /** The same without a look at executors: figures need none. */
  static Observations withoutNodes(History history, Access access, Question question) {
    Observing observing = new Observing(history, access, question);
    List<EventLine> events = observing.events();
    return new Observations(question.window(), observing.runs(runsOf(events)), events, Map.of());
  }

  private static Set<Long> runsOf(List<EventLine> events) {
    Set<Long> failing = new HashSet<>();
    events.forEach(event -> failing.add(event.run()));
    return failing;
  }

  private Observations observations() {
    List<EventLine> events = events();
    List<RunLine> runs = runs(runsOf(events));
    return new Observations(question.window(), runs, events, nodes(runs, events));
  }

  private List<RunLine> runs(Set<Long> failing) {
    boolean all = !question.values().containsKey(Field.TYPE);
    List<RunLine> runs = new ArrayList<>();
    history.ask(
        access,
        question.runs(),
        RUNS,
        List.of(),
        row ->
            runs.add(
                new RunLine(
                    row.number(1),
                    row.text(2).intern(),
                    row.text(3).intern(),
                    row.text(4).intern(),
                    row.text(5).intern(),
                    row.number(6),
                    row.number(7),
                    row.text(8).equals(Outcome.FAILED.id())
                        && question.accepts(Field.CAUSE, row.text(9))
                        && (all || failing.contains(row.number(1))),
                    row.text(9).intern(),
                    (int) row.number(10),
                    row.real(11),
                    row.real(12),
                    row.real(13),
                    row.text(14).intern())));
    return runs;
  }

  private List<EventLine> events() {
    Map<Long, Set<String>> nodes = new HashMap<>();
    history.ask(
        access,
        question.runs(),
        VICTIMS,
        List.of(),
        row ->
            nodes.computeIfAbsent(row.number(1), key -> new HashSet<>()).add(row.text(2).intern()));
    List<EventLine> events = new ArrayList<>();
    history.ask(
        access,
        question.runs(),
        EVENTS,
        List.of(),
        row -> {
          String type = row.text(3).intern();
          String cause = row.text(4).intern();
          if (question.asksFor(type, cause) && !Families.isPlanned(cause)) {
            String first = row.text(11).intern();
            Set<String> all =
                nodes.getOrDefault(row.number(1), first.isEmpty() ? Set.of() : Set.of(first));
            events.add(
                new EventLine(
                    row.number(2),
                    type,
                    cause,
                    row.number(5) != 0,
                    row.number(6),
                    row.real(7),
                    row.text(8).intern(),
                    row.text(9).intern(),
                    row.number(10),
                    all.stream().filter(node -> !node.isEmpty()).sorted().toList()));
          }
        });
    return events;
  }

  private Map<String, NodeExposure> nodes(List<RunLine> runs, List<EventLine> events) {
    Map<Long, Map<String, Integer>> lost = new HashMap<>();
    for (EventLine event : events) {
      Map<String, Integer> ofRun = lost.computeIfAbsent(event.run(), key -> new HashMap<>());
      event.nodes().forEach(node -> ofRun.merge(node, 1, Integer::sum));
    }
    Map<Long, String> names = new HashMap<>();
    runs.forEach(run -> names.put(run.seq(), run.key() + '\n' + run.image()));
    NodeFold fold = new NodeFold();
    Map<String, Integer> placed = new LinkedHashMap<>();
    long[] current = {-1};
    Runnable end =
        () -> {
          if (!placed.isEmpty()) {
            fold.add(
                names.getOrDefault(current[0], ""),
                Map.copyOf(placed),
                lost.getOrDefault(current[0], Map.of()));
            placed.clear();
          }
        };
    history.ask(
        access,
        question.runs(),
        PLACED,
        List.of(),
        row -> {
          if (row.number(1) != current[0]) {
            end.run();
            current[0] = row.number(1);
          }
          placed.put(row.text(2).intern(), (int) row.number(3));
        });
    end.run();
    return fold.nodes();
  }
}

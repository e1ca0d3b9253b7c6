package io.fizzle.history.analysis;

import io.fizzle.application.Outcome;
import io.fizzle.history.Access;
import io.fizzle.history.Filter;
import io.fizzle.history.Filter.Field;
import io.fizzle.history.History;
import io.fizzle.history.NodeCounts;
import io.fizzle.history.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a history for what an analysis looks at. */
public final class Observing {
  private static final String RUNS =
      """
      SELECT r.seq, r.project, r.application, r.spark_version, r.image, r.started_at,
      coalesce(r.ended_at, r.started_at), r.outcome, r.cause, r.executors, r.core_hours,
      r.memory_hours, r.lost_core_hours, r.configuration, r.node_counts
      FROM application_runs r WHERE {r}\
      """;

  private static final String EVENTS =
      """
      SELECT f.run, f.type, f.cause, f.fatal, f.at, f.lost_core_hours, f.resolution,
      f.resolved_at, f.nodes
      FROM application_runs r JOIN failure_events f ON f.run = r.seq WHERE {r}\
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
    List<Part> parts = new Observing(history, access, question).parts();
    List<EventLine> events = events(parts);
    return new Observations(
        question.window(), runs(parts), events, Meanwhile.of(() -> nodes(parts, events)));
  }

  private static Map<String, NodeExposure> nodes(List<Part> parts, List<EventLine> events) {
    Map<Long, Map<String, Integer>> lost = new HashMap<>();
    for (EventLine event : events) {
      Map<String, Integer> ofRun = lost.computeIfAbsent(event.run(), key -> new HashMap<>());
      event.nodes().forEach(node -> ofRun.merge(node, 1, Integer::sum));
    }
    NodeFold fold = new NodeFold();
    for (Part part : parts) {
      for (int i = 0; i < part.runs.size(); i++) {
        RunLine run = part.runs.get(i);
        if (!part.nodes.get(i).isEmpty()) {
          fold.add(
              run.key() + '\n' + run.image(),
              part.nodes.get(i),
              lost.getOrDefault(run.seq(), Map.of()));
        }
      }
    }
    return fold.nodes();
  }

  /** The same without a look at executors: figures need none. */
  static Observations withoutNodes(History history, Access access, Question question) {
    List<Part> parts = new Observing(history, access, question).parts();
    return new Observations(question.window(), runs(parts), events(parts), Map.of());
  }

  private static List<RunLine> runs(List<Part> parts) {
    return parts.stream().flatMap(part -> part.runs.stream()).toList();
  }

  private static List<EventLine> events(List<Part> parts) {
    return parts.stream().flatMap(part -> part.events.stream()).toList();
  }

  /** In the order of time; read side by side. */
  private List<Part> parts() {
    Instant from = question.window().from();
    Instant until = question.window().until();
    Instant middle = from.plus(question.window().length().dividedBy(2));
    Meanwhile<Part> second =
        Meanwhile.of(() -> new Part().read(question.runs().since(middle).before(until)));
    Part first = new Part().read(question.runs().since(from).before(middle));
    return List.of(first, second.get());
  }

  /** What happened in a part of the window. */
  private final class Part {
    final List<RunLine> runs = new ArrayList<>();

    /** Where the executors of each run were, see {@link NodeCounts}. */
    final List<String> nodes = new ArrayList<>();

    final List<EventLine> events = new ArrayList<>();

    /** Of each text one copy: there are few, in many rows. */
    private final Map<String, String> texts = new HashMap<>();

    /** What applications are called with their project, by project and name. */
    private final Map<String, Map<String, String>> keys = new HashMap<>();

    Part read(Filter which) {
      Map<Long, Double> lost = new HashMap<>();
      history.ask(access, which, EVENTS, List.of(), this::event);
      events.forEach(event -> lost.merge(event.run(), event.lostCoreHours(), Double::sum));
      history.ask(
          access,
          which,
          RUNS,
          List.of(),
          row -> {
            runs.add(run(row, lost.get(row.number(1))));
            nodes.add(row.text(15));
          });
      return this;
    }

    /**
     * A run, as the question sees it.
     *
     * @param lost core-hours that the failures cost that it is about; null where it had none
     */
    private RunLine run(Row row, @Nullable Double lost) {
      String project = text(row, 2);
      boolean ofType = !question.values().containsKey(Field.TYPE) || lost != null;
      boolean died =
          row.text(8).equals(Outcome.FAILED.id())
              && question.accepts(Field.CAUSE, row.text(9))
              && ofType;
      // of other failures it may have lost more
      boolean all = died || !question.isOfSomeFailures();
      return new RunLine(
          row.number(1),
          project,
          keys.computeIfAbsent(project, key -> new HashMap<>())
              .computeIfAbsent(row.text(3), name -> project + "/" + name),
          text(row, 4),
          text(row, 5),
          row.number(6),
          row.number(7),
          died,
          !row.text(8).equals(Outcome.UNKNOWN.id()),
          text(row, 9),
          (int) row.number(10),
          row.real(11),
          row.real(12),
          all ? row.real(13) : Math.min(row.real(13), lost == null ? 0 : lost),
          text(row, 14));
    }

    private void event(Row row) {
      String type = text(row, 2);
      String cause = text(row, 3);
      if (question.asksFor(type, cause) && !Families.isPlanned(cause)) {
        events.add(
            new EventLine(
                row.number(1),
                type,
                cause,
                row.number(4) != 0,
                row.number(5),
                row.real(6),
                text(row, 7),
                row.number(8),
                nodes(row.text(9))));
      }
    }

    /** Most failures strike one node. */
    private List<String> nodes(String lines) {
      if (lines.isEmpty()) {
        return List.of();
      }
      return lines.indexOf('\n') < 0 ? List.of(same(lines)) : List.of(lines.split("\n"));
    }

    private String text(Row row, int column) {
      return same(row.text(column));
    }

    private String same(String text) {
      return texts.computeIfAbsent(text, key -> key);
    }
  }
}

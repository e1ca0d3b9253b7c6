package io.fizzle.history.analysis;

import io.fizzle.application.Outcome;
import io.fizzle.history.ApplicationRun;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.RunRecord;
import io.fizzle.history.Victim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What was seen in a window of time.
 *
 * @param runs that started in it
 * @param events of these runs, those that somebody meant left out
 * @param nodes on which their executors ran
 */
public record Observations(
    Window window, List<RunLine> runs, List<EventLine> events, Map<String, NodeExposure> nodes) {
  /** Where more runs than this are hit, being hit tells them apart no more, and death does. */
  private static final double SATURATED = 0.6;

  public Observations {
    runs = List.copyOf(runs);
    events = List.copyOf(events);
    nodes = Collections.unmodifiableMap(new TreeMap<>(nodes));
  }

  /**
   * The same of runs that are in no database, numbered as they come.
   *
   * @param records those that did not start in the window are left out
   */
  public static Observations of(Window window, Iterable<RunRecord> records) {
    List<RunLine> runs = new ArrayList<>();
    List<EventLine> events = new ArrayList<>();
    NodeFold nodes = new NodeFold();
    long seq = 0;
    for (RunRecord record : records) {
      Instant started = record.run().started();
      if (!started.isBefore(window.from()) && started.isBefore(window.until())) {
        RunLine run = line(++seq, record.run());
        runs.add(run);
        Map<String, Integer> lost = new HashMap<>();
        for (FailureEvent failure : record.failures()) {
          if (!Families.isPlanned(failure.cause())) {
            EventLine event = line(seq, failure);
            events.add(event);
            event.nodes().forEach(node -> lost.merge(node, 1, Integer::sum));
          }
        }
        Map<String, Integer> placed = new HashMap<>();
        record.exposures().forEach(one -> placed.merge(one.node(), 1, Integer::sum));
        if (!placed.isEmpty()) {
          nodes.add(run.key() + '\n' + run.image(), placed, lost);
        }
      }
    }
    return new Observations(window, runs, events, nodes.nodes());
  }

  private static RunLine line(long seq, ApplicationRun run) {
    Instant ended = run.ended() == null ? run.started() : run.ended();
    return new RunLine(
        seq,
        run.origin().project(),
        run.program().application(),
        run.program().sparkVersion(),
        run.program().image(),
        run.started().toEpochMilli(),
        ended.toEpochMilli(),
        run.outcome() == Outcome.FAILED,
        run.cause(),
        run.use().executors(),
        run.use().coreHours(),
        run.use().memoryHours(),
        run.use().lostCoreHours(),
        "");
  }

  private static EventLine line(long run, FailureEvent failure) {
    Instant resolved = failure.resolution().at();
    return new EventLine(
        run,
        failure.type(),
        failure.cause(),
        failure.fatal(),
        failure.at().toEpochMilli(),
        failure.lostCoreHours(),
        failure.signature(),
        failure.resolution().kind().id(),
        resolved == null ? 0 : resolved.toEpochMilli(),
        failure.victims().stream()
            .map(Victim::node)
            .filter(node -> !node.isEmpty())
            .distinct()
            .sorted()
            .toList());
  }

  /**
   * The numbers of the runs that count as bad: those that had a failure, whether they survived it
   * or not; where that holds for most runs, those that died.
   */
  Set<Long> bad() {
    Set<Long> hit = new HashSet<>();
    events.forEach(event -> hit.add(event.run()));
    runs.stream().filter(RunLine::died).forEach(run -> hit.add(run.seq()));
    if (hit.size() <= SATURATED * runs.size()) {
      return hit;
    }
    Set<Long> died = new HashSet<>();
    runs.stream().filter(RunLine::died).forEach(run -> died.add(run.seq()));
    return died;
  }

  /** The runs by number. */
  Map<Long, RunLine> bySeq() {
    Map<Long, RunLine> lines = new HashMap<>();
    runs.forEach(run -> lines.put(run.seq(), run));
    return lines;
  }
}

package io.fizzle.history.analysis;

import io.fizzle.application.Outcome;
import io.fizzle.history.ApplicationRun;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.RunRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was seen in a window of time. */
public final class Observations {
  /** Where more runs than this are hit, being hit tells them apart no more, and death does. */
  private static final double SATURATED = 0.6;

  private final Window window;
  private final List<RunLine> runs;
  private final List<EventLine> events;
  private final Meanwhile<Map<String, NodeExposure>> nodes;

  /** For each event the place of its run, negative where the run is not there. */
  private final int[] runOf;

  /** For each run the step of the window in which it started. */
  private final int[] stepOf;

  private final BitSet hit = new BitSet();
  private final BitSet died = new BitSet();
  private final BitSet known = new BitSet();

  /**
   * What was seen.
   *
   * @param runs that started in the window
   * @param events of these runs, those that somebody meant left out
   * @param nodes on which their executors ran
   */
  public Observations(
      Window window, List<RunLine> runs, List<EventLine> events, Map<String, NodeExposure> nodes) {
    this(window, runs, events, Meanwhile.known(nodes));
  }

  /** The same while the nodes are still being looked at. */
  Observations(
      Window window,
      List<RunLine> runs,
      List<EventLine> events,
      Meanwhile<Map<String, NodeExposure>> nodes) {
    this.window = window;
    this.runs = List.copyOf(runs);
    this.events = List.copyOf(events);
    this.nodes = nodes;
    this.stepOf = window.stepsOf(runs.stream().mapToLong(RunLine::started));
    Map<Long, Integer> places = new HashMap<>(2 * runs.size());
    for (int i = 0; i < runs.size(); i++) {
      places.put(runs.get(i).seq(), i);
      died.set(i, runs.get(i).died());
      known.set(i, runs.get(i).known());
    }
    this.runOf = new int[events.size()];
    for (int i = 0; i < runOf.length; i++) {
      runOf[i] = places.getOrDefault(events.get(i).run(), -1);
      if (runOf[i] >= 0) {
        hit.set(runOf[i]);
      }
    }
    hit.or(died);
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
        run.origin().project() + "/" + run.program().application(),
        run.program().sparkVersion(),
        run.program().image(),
        run.started().toEpochMilli(),
        ended.toEpochMilli(),
        run.outcome() == Outcome.FAILED,
        run.outcome() != Outcome.UNKNOWN,
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
        failure.resolution().kind().id(),
        resolved == null ? 0 : resolved.toEpochMilli(),
        failure.nodes());
  }

  public Window window() {
    return window;
  }

  public List<RunLine> runs() {
    return runs;
  }

  public List<EventLine> events() {
    return events;
  }

  /** By name, sorted. */
  public Map<String, NodeExposure> nodes() {
    return Collections.unmodifiableMap(new TreeMap<>(nodes.get()));
  }

  /** The place among the runs of that of an event; negative where it is not there. */
  int runOf(int event) {
    return runOf[event];
  }

  /** The step of the window in which the run at this place started. */
  int stepOf(int run) {
    return stepOf[run];
  }

  /** The places of the runs that had a failure, whether they survived it or not. */
  BitSet hit() {
    return (BitSet) hit.clone();
  }

  /**
   * What counts as bad.
   *
   * @param runs places of the bad ones
   * @param among places of those of which it is known whether they are
   * @param died true where a run is bad that died, false where one that was hit
   */
  record Bad(BitSet runs, BitSet among, boolean died) {}

  /**
   * The runs that were hit; where that holds for most runs, those that died. Of those whose end is
   * known: of what ended unseen, nobody saw all that went wrong.
   */
  Bad bad() {
    BitSet bad = (BitSet) hit.clone();
    bad.and(known);
    return bad.cardinality() <= SATURATED * known.cardinality()
        ? new Bad(bad, (BitSet) known.clone(), false)
        : byDeath();
  }

  /** The ways to look at it: what most runs survive may hide what they die of. */
  List<Bad> views() {
    Bad usual = bad();
    return usual.died() ? List.of(usual) : List.of(usual, byDeath());
  }

  private Bad byDeath() {
    return new Bad((BitSet) died.clone(), (BitSet) known.clone(), true);
  }
}

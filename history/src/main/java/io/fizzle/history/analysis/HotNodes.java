package io.fizzle.history.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Nodes on which executors are lost more often than on the other nodes of the same runs.
 *
 * <p>Within each run, the nodes that lost executors are compared with those that were used and did
 * not: a run that loses executors everywhere accuses no node, whatever application it is of. What
 * happens on a node within ten minutes is one incident, in however many runs.
 */
final class HotNodes {
  private static final long ONE_INCIDENT = 10 * 60_000L;

  /** Fewer incidents are bad luck, whatever their rate. */
  private static final int FEWEST = 3;

  private static final int CAUSES = 3;

  private HotNodes() {}

  static Suspects in(Observations seen) {
    Map<String, List<Long>> times = new HashMap<>();
    Map<String, Counter> causes = new HashMap<>();
    for (EventLine event : seen.events()) {
      for (String node : event.nodes()) {
        times.computeIfAbsent(node, key -> new ArrayList<>()).add(event.at());
        causes.computeIfAbsent(node, key -> new Counter()).add(event.cause());
      }
    }
    long executors = 0;
    long lost = 0;
    int compared = 0;
    Map<String, NodeExposure> nodes = seen.nodes();
    for (NodeExposure node : nodes.values()) {
      executors += node.executors();
      lost += node.lost();
      compared += node.expected() > 0 ? 1 : 0;
    }
    List<Suspect> candidates = new ArrayList<>();
    for (Map.Entry<String, NodeExposure> entry : nodes.entrySet()) {
      String node = entry.getKey();
      NodeExposure there = entry.getValue();
      long incidents = Math.min(there.struck(), incidents(times.getOrDefault(node, List.of())));
      if (incidents < FEWEST || there.expected() <= 0) {
        continue;
      }
      candidates.add(
          new Suspect(
              "node",
              node,
              there.lost(),
              there.executors(),
              lost - there.lost(),
              executors - there.executors(),
              "executors",
              incidents,
              there.expected(),
              Suspect.times(
                  there.compared(),
                  there.atOthersRate(),
                  there.executors(),
                  executors - there.executors()),
              Tail.ofEvents(incidents, there.expected(), there.variance()),
              causes.getOrDefault(node, new Counter()).most(CAUSES),
              ""));
    }
    return Suspects.of(candidates, compared);
  }

  private static int incidents(List<Long> times) {
    List<Long> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    int incidents = 0;
    long last = Long.MIN_VALUE / 2;
    for (long time : sorted) {
      if (time - last > ONE_INCIDENT) {
        incidents++;
        last = time;
      }
    }
    return incidents;
  }
}

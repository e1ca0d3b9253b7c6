package io.fizzle.comparison;

import io.fizzle.application.StageProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run's time, each millisecond of it in exactly one part, so that the parts add up to the whole.
 * All in milliseconds.
 *
 * @param startUp until the first stage was submitted
 * @param driver between stages: nothing was submitted
 * @param waiting a stage was submitted and no task of any ran
 * @param windDown after the last stage
 * @param stages while tasks ran, by group; where several stages ran at once they share the time
 *     equally
 */
record WallTime(
    double startUp,
    double driver,
    double waiting,
    double windDown,
    Map<StageGroup, Double> stages) {

  static final WallTime UNKNOWN = new WallTime(0, 0, 0, 0, Map.of());

  WallTime {
    stages = Collections.unmodifiableMap(new LinkedHashMap<>(stages));
  }

  double total() {
    return startUp + driver + waiting + windDown + inStages();
  }

  double inStages() {
    return stages.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  double of(StageGroup group) {
    return stages.getOrDefault(group, 0.0);
  }

  /** A stage is submitted ({@code running} null) or its tasks run, from then to then. */
  private record Edge(long at, int change, @org.jspecify.annotations.Nullable StageGroup running) {}

  static WallTime of(Instant from, Instant to, List<StageGroup> groups) {
    List<Edge> edges = new ArrayList<>();
    groups.forEach(group -> group.stages().forEach(stage -> edges(stage, group, edges)));
    if (edges.isEmpty()) {
      return UNKNOWN;
    }
    edges.sort(Comparator.comparingLong(Edge::at));
    return new Sweep(from.toEpochMilli(), to.toEpochMilli(), edges).sweep();
  }

  private static void edges(StageProfile stage, StageGroup group, List<Edge> edges) {
    if (StageGroup.began(stage).isEmpty() || StageGroup.ended(stage).isEmpty()) {
      return;
    }
    long began = StageGroup.began(stage).get().toEpochMilli();
    long ended = StageGroup.ended(stage).get().toEpochMilli();
    long submitted = stage.submitted().map(Instant::toEpochMilli).orElse(began);
    long completed = stage.completed().map(Instant::toEpochMilli).orElse(ended);
    edges.add(new Edge(began, 1, group));
    edges.add(new Edge(Math.max(began, ended), -1, group));
    edges.add(new Edge(Math.min(submitted, began), 1, null));
    edges.add(new Edge(Math.max(completed, ended), -1, null));
  }

  /** Walks along the edges and gives the time between two of them away. */
  private static final class Sweep {
    private final long from;
    private final long to;
    private final List<Edge> edges;
    private final Map<StageGroup, Integer> running = new LinkedHashMap<>();
    private final Map<StageGroup, Double> stages = new LinkedHashMap<>();
    private int submitted;
    private double driver;
    private double waiting;

    Sweep(long from, long to, List<Edge> edges) {
      this.from = from;
      this.to = to;
      this.edges = edges;
    }

    WallTime sweep() {
      long first = inside(edges.get(0).at());
      long last = inside(edges.get(edges.size() - 1).at());
      long at = first;
      for (Edge edge : edges) {
        long next = inside(edge.at());
        give(next - at);
        at = next;
        if (edge.running() == null) {
          submitted += edge.change();
        } else {
          running.merge(edge.running(), edge.change(), Integer::sum);
          running.values().removeIf(count -> count == 0);
        }
      }
      return new WallTime(first - from, driver, waiting, to - last, stages);
    }

    private long inside(long time) {
      return Math.max(from, Math.min(to, time));
    }

    private void give(long millis) {
      int sharing = running.values().stream().mapToInt(Integer::intValue).sum();
      if (sharing > 0) {
        running.forEach(
            (group, count) -> stages.merge(group, (double) millis * count / sharing, Double::sum));
      } else if (submitted > 0) {
        waiting += millis;
      } else {
        driver += millis;
      }
    }
  }
}

package io.fizzle.history.invented;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What an invented history is like.
 *
 * @param seed the same shape with the same seed is the same history
 * @param from when the first run starts
 * @param span over which the runs are spread evenly
 * @param runs how many runs
 * @param executors of each run
 * @param projects named {@code project-0} and so on
 * @param applications of each project, named {@code project-0-app-0} and so on
 * @param nodes of the cluster, named {@code node-0} and so on
 * @param loss the chance that an executor is lost where nothing was planted, 0 to 1
 * @param planted what makes it higher
 */
public record Shape(
    long seed,
    Instant from,
    Duration span,
    int runs,
    int executors,
    int projects,
    int applications,
    int nodes,
    double loss,
    List<Pattern> planted) {
  public Shape {
    planted = List.copyOf(planted);
  }

  /** A month of a middling cluster: 3,000 runs of six executors, two of a hundred lost. */
  public static Shape month(long seed, Instant from, List<Pattern> planted) {
    return new Shape(seed, from, Duration.ofDays(30), 3_000, 6, 4, 5, 40, 0.02, planted);
  }

  /** A year with ten million executors and about a million failures. */
  public static Shape year(long seed, Instant from, List<Pattern> planted) {
    return new Shape(seed, from, Duration.ofDays(365), 500_000, 20, 20, 25, 400, 0.125, planted);
  }

  /** The same cluster for a shorter or longer time, with as many runs a day. */
  public Shape lasting(Duration time) {
    int number = (int) Math.max(1, runs * time.toMinutes() / span.toMinutes());
    return new Shape(
        seed, from, time, number, executors, projects, applications, nodes, loss, planted);
  }
}

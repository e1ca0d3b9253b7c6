package io.fizzle.history.risk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hipparchus.distribution.continuous.BetaDistribution;

/** Runs whose chance of failing is known, because it was planted. */
final class PlantedRisk {
  static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  static final Knobs PLAIN = Knobs.of(Map.of("spark.executor.memory", "4g"), "4.1.1");

  private PlantedRisk() {}

  /**
   * Applications of one project whose chances are spread as a beta distribution.
   *
   * @param mean of their chances
   * @param strength of the distribution: the larger, the more alike they are
   * @param span over which each runs evenly
   */
  static List<PastRun> applications(
      long seed,
      String project,
      int applications,
      int runs,
      double mean,
      double strength,
      Duration span) {
    SplittableRandom random = new SplittableRandom(seed);
    BetaDistribution chances = new BetaDistribution(mean * strength, (1 - mean) * strength);
    List<PastRun> all = new ArrayList<>();
    for (int application = 0; application < applications; application++) {
      double chance = chances.inverseCumulativeProbability(random.nextDouble());
      for (int run = 0; run < runs; run++) {
        long start =
            FROM.toEpochMilli() + span.toMillis() / runs * run + random.nextLong(60_000) * 10;
        all.add(
            run(project, project + "-" + application, start, random.nextDouble() < chance, PLAIN));
      }
    }
    return all;
  }

  static PastRun run(String project, String application, long start, boolean failed, Knobs knobs) {
    return new PastRun(
        project,
        application,
        "4.1",
        start,
        start + Duration.ofMinutes(20).toMillis(),
        failed,
        failed ? "heap-oom" : "healthy",
        knobs);
  }
}

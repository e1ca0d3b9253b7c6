package io.fizzle.history.analysis;

import java.util.Comparator;
import java.util.List;

/**
 * A family of comparisons.
 *
 * @param found what stands out, the surest first
 * @param compared how many were compared
 */
public record Suspects(List<Suspect> found, int compared) {
  /** A difference smaller than half as much again is nothing to act on, however sure. */
  static final double LEAST_TIMES = 1.5;

  public Suspects {
    found = List.copyOf(found);
  }

  /** Those of the candidates that hold after correction and are large enough to matter. */
  static Suspects of(List<Suspect> candidates, int compared) {
    List<Suspect> holding =
        FalseDiscovery.among(candidates, Math.max(1, compared), Suspect::chance).stream()
            .filter(suspect -> suspect.excess() >= LEAST_TIMES)
            .sorted(Comparator.comparingDouble(Suspect::chance))
            .toList();
    return new Suspects(holding, compared);
  }
}

package io.fizzle.history.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Benjamini and Hochberg's procedure (1995). Many comparisons are made, and several may be true at
 * once: what matters is how many of the named ones are false, and that is what it bounds. Where
 * nothing is true it also bounds the chance of naming anything, as Holm's does, and it loses less
 * power.
 */
public final class FalseDiscovery {
  /**
   * Of a family's accusations, the share that may be false. There are five families, so a history
   * without any pattern is accused of one in less than five of a hundred cases.
   */
  public static final double RATE = 0.01;

  private FalseDiscovery() {}

  /**
   * Those that hold, the surest first.
   *
   * @param compared how many comparisons were made, those with nothing to show included
   */
  static <T> List<T> among(List<T> candidates, int compared, ToDoubleFunction<T> chance) {
    List<T> sorted = new ArrayList<>(candidates);
    sorted.sort(Comparator.comparingDouble(chance));
    int last = 0;
    for (int i = 1; i <= sorted.size(); i++) {
      if (chance.applyAsDouble(sorted.get(i - 1)) <= RATE * i / compared) {
        last = i;
      }
    }
    return List.copyOf(sorted.subList(0, last));
  }
}

package io.fizzle.history.analysis;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts names. Not thread-safe. */
final class Counter {
  private final Map<String, Long> counts = new HashMap<>();

  void add(String name) {
    counts.merge(name, 1L, Long::sum);
  }

  long of(String name) {
    return counts.getOrDefault(name, 0L);
  }

  int size() {
    return counts.size();
  }

  /** The most frequent first, then by name. */
  List<String> most(int limit) {
    return counts.entrySet().stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<String, Long> one) -> -one.getValue())
                .thenComparing(Map.Entry::getKey))
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
  }
}

package io.fizzle.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** How often an operator stands in the plans of each run. */
public record OperatorChange(String operator, int before, int after) {

  /** Empty where one run has no plans at all: that says nothing of how they differ. */
  static List<OperatorChange> of(Map<String, Integer> before, Map<String, Integer> after) {
    List<OperatorChange> changes = new ArrayList<>();
    if (before.isEmpty() || after.isEmpty()) {
      return changes;
    }
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      int one = before.getOrDefault(name, 0);
      int other = after.getOrDefault(name, 0);
      if (one != other) {
        changes.add(new OperatorChange(name, one, other));
      }
    }
    return changes;
  }

  /** For example {@code SortMergeJoin 1 → 0}. */
  public String text() {
    return operator + " " + before + " → " + after;
  }
}

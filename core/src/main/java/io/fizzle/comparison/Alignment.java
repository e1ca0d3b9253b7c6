package io.fizzle.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Which stages of two runs do the same. First those with the same call site and operators; of the
 * rest those with the same operators (adaptive execution submits a stage from another thread, so
 * that its call site changes); then those with the same call site, in their order.
 */
final class Alignment {
  private final List<StageGroup> before;
  private final List<StageGroup> after;
  private final Map<StageGroup, StagePair> pairs = new LinkedHashMap<>();

  private Alignment(List<StageGroup> before, List<StageGroup> after) {
    this.before = new ArrayList<>(before);
    this.after = new ArrayList<>(after);
  }

  /** All stages of both runs, those of the second in its order, then those it has no more. */
  static List<StagePair> of(List<StageGroup> before, List<StageGroup> after) {
    Alignment alignment = new Alignment(before, after);
    alignment.match(group -> List.of(group.name(), operators(group)), true);
    alignment.match(group -> group.operators().isEmpty() ? group : operators(group), true);
    alignment.match(StageGroup::name, false);
    List<StagePair> ordered = new ArrayList<>();
    for (StageGroup group : after) {
      StagePair pair = alignment.pairs.get(group);
      ordered.add(pair == null ? new StagePair(null, group, false) : pair);
    }
    alignment.before.forEach(group -> ordered.add(new StagePair(group, null, false)));
    return List.copyOf(ordered);
  }

  private static Set<String> operators(StageGroup group) {
    return new TreeSet<>(group.operators());
  }

  private void match(Function<StageGroup, Object> key, boolean samePlan) {
    for (StageGroup group : List.copyOf(after)) {
      Object wanted = key.apply(group);
      before.stream()
          .filter(candidate -> key.apply(candidate).equals(wanted))
          .findFirst()
          .ifPresent(
              found -> {
                before.remove(found);
                after.remove(group);
                boolean told = samePlan || operators(found).equals(operators(group));
                pairs.put(group, new StagePair(found, group, told));
              });
    }
  }
}

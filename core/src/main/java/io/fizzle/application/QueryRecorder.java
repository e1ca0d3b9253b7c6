package io.fizzle.application;

import io.fizzle.application.Queries.DeepPlan;
import io.fizzle.signal.QuerySignal;
import io.fizzle.signal.QuerySignal.DriverMetrics;
import io.fizzle.signal.QuerySignal.Planned;
import io.fizzle.signal.QuerySignal.StageDetail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Joins plans, the driver's metrics and the stages' metrics. Plans of late are open; of those
 * before only the operators stay that findings ask for, the largest of each kind, and how often
 * each operator stood in them.
 */
final class QueryRecorder {
  /** Queries that run at the same time, with room: what comes later for one is lost. */
  private static final int MOST_OPEN = 64;

  private static final int MOST_OPERATORS = 16_384;

  private final WorkRecorder work;
  private final LinkedHashMap<Long, OpenPlan> open = new LinkedHashMap<>();
  private final Map<OperatorKind, List<OperatorProfile>> kept = new HashMap<>();
  private final OperatorCounts counts = new OperatorCounts();
  private @Nullable DeepPlan deepest;
  private int operators;

  QueryRecorder(WorkRecorder work) {
    this.work = work;
  }

  void add(QuerySignal signal) {
    if (signal instanceof Planned planned) {
      plan(planned);
    } else if (signal instanceof DriverMetrics metrics) {
      OpenPlan plan = open.get(metrics.execution());
      if (plan != null) {
        plan.measured(metrics.values());
      }
    } else if (signal instanceof StageDetail detail) {
      detail(detail);
    }
  }

  private void plan(Planned planned) {
    OpenPlan known = open.get(planned.execution());
    operators += planned.operators().size() - (known == null ? 0 : known.size());
    if (known == null) {
      open.put(planned.execution(), new OpenPlan(planned));
    } else {
      known.replan(planned);
    }
    while (open.size() > MOST_OPEN || operators > MOST_OPERATORS && open.size() > 1) {
      OpenPlan oldest = open.values().iterator().next();
      operators -= oldest.size();
      open.remove(oldest.execution());
      close(oldest);
    }
  }

  private void detail(StageDetail detail) {
    StageProfile stage = work.stage(detail.stage(), detail.attempt());
    stage.detailed(detail);
    if (detail.metrics().isEmpty()) {
      return;
    }
    OpenPlan plan = open.get(stage.execution());
    if (plan != null) {
      plan.measured(detail.metrics());
      stage.runs(plan.operatorsOf(detail.stage(), detail.metrics()));
    }
  }

  private void close(OpenPlan plan) {
    plan.profiles().forEach(this::keep);
    counts.put(plan.execution(), plan.operators());
    DeepPlan deep = plan.deep();
    if (deepest == null || deep.depth() > deepest.depth()) {
      deepest = deep;
    }
  }

  private void keep(OperatorProfile profile) {
    Optional<OperatorKind> kind = OperatorKind.of(profile.name());
    if (kind.isPresent()) {
      kept.merge(kind.get(), List.of(profile), (one, other) -> largest(kind.get(), one, other));
    }
  }

  private static List<OperatorProfile> largest(
      OperatorKind kind, List<OperatorProfile> one, List<OperatorProfile> other) {
    List<OperatorProfile> all = new ArrayList<>(one);
    all.addAll(other);
    all.sort(Comparator.comparingLong(kind::size).reversed());
    return all.subList(0, Math.min(all.size(), OperatorKind.MOST));
  }

  /** What is known so far; to be asked once, at the end. */
  Queries build() {
    open.values().forEach(this::close);
    open.clear();
    List<OperatorProfile> all = kept.values().stream().flatMap(List::stream).toList();
    return new Queries(all, Optional.ofNullable(deepest), counts.all());
  }
}

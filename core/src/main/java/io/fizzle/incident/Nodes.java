package io.fizzle.incident;

import io.fizzle.application.Application;
import io.fizzle.application.FailedAttempt;
import io.fizzle.application.ProcessLife;
import io.fizzle.incident.Incident.ExecutorLost;
import io.fizzle.signal.ExecutorSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the node on which failures gather, against what each node had to do at the same time.
 *
 * <p>Kubernetes gives each executor an address of its own: there only a description of the pod
 * tells its node.
 */
final class Nodes {
  /** One task that fails again and again says nothing of where it does. */
  private static final int FEWEST_TASKS = 3;

  private final Map<String, String> nodeByExecutor = new HashMap<>();
  private final List<Life> lives = new ArrayList<>();

  private record Life(ProcessLife process, String node, @Nullable Instant start) {}

  Nodes(Application application) {
    String master = application.identity().master();
    boolean hostIsPod = master != null && master.startsWith("k8s");
    Map<String, String> names = namesOfAddresses(application);
    application
        .executors()
        .forEach(
            (id, life) ->
                (hostIsPod ? life.node() : life.node().or(life::host))
                    .ifPresent(
                        host -> {
                          String node = names.getOrDefault(host, host);
                          nodeByExecutor.put(id, node);
                          lives.add(new Life(life, node, start(life)));
                        }));
  }

  /**
   * What Spark calls the machines of addresses, by the executors that tell both: one that only
   * registered has no more than its address, and is on no machine of its own.
   */
  private static Map<String, String> namesOfAddresses(Application application) {
    Map<String, String> names = new HashMap<>();
    Set<String> ambiguous = new HashSet<>();
    for (ProcessLife life : application.executors().values()) {
      Optional<String> name = life.hostName();
      name.ifPresent(ambiguous::add);
      if (life.address().isPresent() && name.isPresent()) {
        String known = names.putIfAbsent(life.address().get(), name.get());
        if (known != null && !known.equals(name.get())) {
          ambiguous.add(life.address().get());
        }
      }
    }
    names.keySet().removeAll(ambiguous);
    return names;
  }

  private static @Nullable Instant start(ProcessLife life) {
    return life.facts()
        .first(ExecutorSignal.Launched.class)
        .map(launched -> launched.evidence().time())
        .or(life::added)
        .orElse(null);
  }

  /**
   * Where executors that ended in the same way gather; empty where they do not, or where all went
   * at once, as they do with a node that goes away.
   */
  Optional<Concentration> ofLosses(List<ExecutorLost> alike) {
    List<ExecutorLost> placed =
        alike.stream()
            .filter(lost -> lost.at() != null)
            .filter(lost -> nodeByExecutor.containsKey(lost.life().owner().id()))
            .toList();
    Map<String, List<ExecutorLost>> byNode = new HashMap<>();
    placed.forEach(
        lost ->
            byNode
                .computeIfAbsent(
                    nodeByExecutor.get(lost.life().owner().id()), node -> new ArrayList<>())
                .add(lost));
    return fullest(byNode)
        .map(fullest -> losses(fullest.getKey(), fullest.getValue(), placed))
        .filter(Concentration::isTelling)
        .filter(Concentration::isOfTheNode);
  }

  private Concentration losses(String node, List<ExecutorLost> here, List<ExecutorLost> all) {
    Instant first = here.stream().map(ExecutorLost::at).min(Instant::compareTo).orElseThrow();
    Instant last = here.stream().map(ExecutorLost::at).max(Instant::compareTo).orElseThrow();
    List<Life> exposed =
        lives.stream().filter(life -> life.start() == null || !life.start().isAfter(last)).toList();
    int again =
        (int)
            here.stream()
                .map(lost -> start(lost.life()))
                .filter(start -> start != null && !start.isBefore(first))
                .count();
    return new Concentration(
        node,
        (int) exposed.stream().map(Life::node).distinct().count(),
        here.size(),
        all.size(),
        Math.max(here.size(), exposed.stream().filter(life -> life.node().equals(node)).count()),
        Math.max(all.size(), exposed.size()),
        again);
  }

  /** Where task attempts that failed in the same way gather; empty where they do not. */
  Optional<Concentration> ofAttempts(List<FailedAttempt> alike) {
    List<FailedAttempt> placed =
        alike.stream().filter(attempt -> nodeByExecutor.containsKey(attempt.executorId())).toList();
    Map<String, List<FailedAttempt>> byNode = new HashMap<>();
    placed.forEach(
        attempt ->
            byNode
                .computeIfAbsent(nodeByExecutor.get(attempt.executorId()), n -> new ArrayList<>())
                .add(attempt));
    return fullest(byNode)
        .flatMap(fullest -> attempts(fullest.getKey(), fullest.getValue(), placed))
        .filter(Concentration::isTelling);
  }

  private Optional<Concentration> attempts(
      String node, List<FailedAttempt> here, List<FailedAttempt> all) {
    List<Instant> times = here.stream().map(FailedAttempt::time).filter(Objects::nonNull).toList();
    if (times.isEmpty() || differentTasks(here) < FEWEST_TASKS) {
      return Optional.empty();
    }
    long from = times.stream().min(Instant::compareTo).orElseThrow().toEpochMilli();
    long to = times.stream().max(Instant::compareTo).orElseThrow().toEpochMilli() + 1;
    Map<String, Long> work = new HashMap<>();
    Set<String> busy = new HashSet<>(Set.of(node));
    for (Life life : lives) {
      work.merge(life.node(), life.process().tasks().succeeded(), Long::sum);
      if (life.process().tasks().busy().sumBetween(from, to) > 0) {
        busy.add(life.node());
      }
    }
    all.forEach(attempt -> work.merge(nodeByExecutor.get(attempt.executorId()), 1L, Long::sum));
    // what a node did only before or after says nothing of the time of the failures
    work.keySet().retainAll(busy);
    List<FailedAttempt> counted =
        all.stream()
            .filter(attempt -> busy.contains(nodeByExecutor.get(attempt.executorId())))
            .toList();
    return Optional.of(
        new Concentration(
            node,
            busy.size(),
            here.size(),
            counted.size(),
            work.getOrDefault(node, 0L),
            work.values().stream().mapToLong(Long::longValue).sum(),
            succeededElsewhere(node, here)));
  }

  /** Different tasks that failed on the node and then succeeded on another one. */
  private int succeededElsewhere(String node, List<FailedAttempt> here) {
    return (int)
        here.stream()
            .filter(attempt -> attempt.succeededOn() != null)
            .filter(
                attempt -> {
                  String other = nodeByExecutor.get(attempt.succeededOn());
                  return other != null && !other.equals(node);
                })
            .map(attempt -> List.of(attempt.stage(), attempt.index()))
            .distinct()
            .count();
  }

  private static long differentTasks(List<FailedAttempt> attempts) {
    return attempts.stream()
        .map(attempt -> List.of(attempt.stage(), attempt.index()))
        .distinct()
        .count();
  }

  private static <T> Optional<Map.Entry<String, List<T>>> fullest(Map<String, List<T>> byNode) {
    return byNode.entrySet().stream()
        .max(
            Map.Entry.<String, List<T>>comparingByValue(
                    (a, b) -> Integer.compare(a.size(), b.size()))
                .thenComparing(Map.Entry.<String, List<T>>comparingByKey().reversed()));
  }

  /** True where this executor is known to have run on this node. */
  boolean isOn(String executorId, String node) {
    return node.equals(nodeByExecutor.get(executorId));
  }
}

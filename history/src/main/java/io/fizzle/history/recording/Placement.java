package io.fizzle.history.recording;

import io.fizzle.application.Application;
import io.fizzle.application.ProcessLife;
import io.fizzle.history.Exposure;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.Victim;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.MachineSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which executors were where, for how long. */
final class Placement {
  private Placement() {}

  static String node(ProcessLife life) {
    return life.node().or(life::host).orElse("");
  }

  static String pod(ProcessLife life) {
    return life.facts().all(MachineSignal.PodDescribed.class).stream()
        .map(MachineSignal.PodDescribed::pod)
        .findFirst()
        .orElse("");
  }

  /** The image of the first executor of which one is known; empty where none is. */
  static String image(Application application) {
    List<ProcessLife> lives = new ArrayList<>(application.executors().values());
    lives.add(application.driver());
    lives.add(application.anonymous());
    for (ProcessLife life : lives) {
      for (MachineSignal.PodDescribed pod : life.facts().all(MachineSignal.PodDescribed.class)) {
        if (!pod.image().isEmpty()) {
          return pod.image();
        }
      }
    }
    Map<String, String> properties = application.properties();
    String general = properties.getOrDefault("spark.kubernetes.container.image", "");
    return properties.getOrDefault("spark.kubernetes.executor.container.image", general);
  }

  /**
   * The executors that registered, and those that failures took before they could; nothing where no
   * log of the driver's tells who registered, as what is left would be the dead alone.
   */
  static List<Exposure> exposures(Application application, List<FailureEvent> failures) {
    Map<String, FailureEvent> taken = new HashMap<>();
    for (FailureEvent failure : failures) {
      failure.victims().forEach(victim -> taken.putIfAbsent(victim.executor(), failure));
    }
    List<Exposure> exposures = new ArrayList<>();
    for (Map.Entry<String, ProcessLife> entry : application.executors().entrySet()) {
      FailureEvent failure = taken.remove(entry.getKey());
      registered(entry.getKey(), entry.getValue(), application, failure).ifPresent(exposures::add);
    }
    if (exposures.isEmpty()) {
      return List.of();
    }
    List<String> known = exposures.stream().map(Exposure::executor).toList();
    for (FailureEvent failure : failures) {
      for (Victim victim : failure.victims()) {
        boolean unknown = !known.contains(victim.executor()) && !victim.executor().equals("driver");
        if (unknown && !victim.node().isEmpty()) {
          exposures.add(
              new Exposure(
                  victim.executor(), victim.node(), failure.at(), failure.at(), 0, failure.id()));
        }
      }
    }
    return exposures;
  }

  private static Optional<Exposure> registered(
      String id, ProcessLife life, Application application, @Nullable FailureEvent failure) {
    Optional<ExecutorSignal.Added> added = life.facts().first(ExecutorSignal.Added.class);
    Instant from = added.map(one -> one.evidence().time()).orElse(null);
    if (added.isEmpty() || from == null) {
      return Optional.empty();
    }
    Instant until = gone(life).orElse(application.end());
    if (until == null || until.isBefore(from)) {
      until = from;
    }
    return Optional.of(
        new Exposure(
            id,
            node(life),
            from,
            until,
            Math.max(0, added.get().cores()),
            failure == null ? "" : failure.id()));
  }

  private static Optional<Instant> gone(ProcessLife life) {
    return life.facts()
        .first(ExecutorSignal.Removed.class)
        .map(removed -> removed.evidence().time())
        .or(
            () ->
                life.facts()
                    .first(ExecutorSignal.Exited.class)
                    .map(exited -> exited.evidence().time()));
  }
}

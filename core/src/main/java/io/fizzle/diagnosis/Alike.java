package io.fizzle.diagnosis;

import io.fizzle.incident.EndSignature;
import io.fizzle.incident.Incident.ExecutorLost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes one incident of executors that were lost in the same way, of the same cause: a crash loop
 * of a thousand executors is one thing that went wrong.
 */
final class Alike {

  /**
   * Tells apart what is one incident.
   *
   * @param cause the most probable one; null where nothing is known
   * @param settled whether it is certain enough for a verdict
   */
  private record Key(EndSignature end, @Nullable String cause, boolean settled) {}

  private Alike() {}

  /**
   * The incidents with losses that are alike as one, in the place of the first of them.
   *
   * @param told the incident that the verdict tells of, which stands for those like it; null where
   *     it tells of none
   */
  static List<Explained> together(
      List<Explained> incidents, @Nullable String told, double threshold) {
    Map<Object, List<Explained>> groups = groups(incidents, threshold);
    Map<String, String> speakers = new HashMap<>();
    List<Explained> together = new ArrayList<>();
    for (List<Explained> group : groups.values()) {
      Explained speaker =
          group.stream().filter(one -> isOf(one, told)).findFirst().orElse(group.get(0));
      group.forEach(one -> speakers.put(one.incident().id(), speaker.incident().id()));
      together.add(
          speaker.with(group.stream().filter(one -> !isOf(one, speaker.incident().id())).toList()));
    }
    return together.stream()
        .map(
            one ->
                one.rootIncident() == null
                    ? one
                    : one.rootedIn(speakers.getOrDefault(one.rootIncident(), one.rootIncident())))
        .toList();
  }

  private static boolean isOf(Explained one, @Nullable String id) {
    return one.incident().id().equals(id);
  }

  /** How many incidents these are. */
  static int count(List<Explained> incidents, double threshold) {
    return groups(incidents, threshold).size();
  }

  private static Map<Object, List<Explained>> groups(List<Explained> incidents, double threshold) {
    Map<Object, List<Explained>> groups = new LinkedHashMap<>();
    for (Explained one : incidents) {
      Object key = key(one, threshold).<Object>map(known -> known).orElse(one.incident().id());
      groups.computeIfAbsent(key, none -> new ArrayList<>()).add(one);
    }
    return groups;
  }

  private static Optional<Key> key(Explained one, double threshold) {
    return one.incident() instanceof ExecutorLost lost
            && one.isRoot()
            && lost.subject().executor() != null
        ? Optional.of(
            new Key(
                EndSignature.of(lost),
                one.top().map(top -> top.cause().id()).orElse(null),
                one.topFrom(threshold).isPresent()))
        : Optional.empty();
  }
}

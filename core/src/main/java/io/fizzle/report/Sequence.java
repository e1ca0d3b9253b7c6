package io.fizzle.report;

import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.diagnosis.Explained;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What followed from what: each root with its consequences, in the order of time. */
final class Sequence {

  /** What a step is to the root above it. */
  enum Role {
    ROOT,
    SAME_CAUSE,
    CONSEQUENCE
  }

  /**
   * One step of a chain.
   *
   * @param delay time since its root; null for a root and where either has no time
   */
  record Step(Role role, Occurrence occurrence, @Nullable Duration delay) {}

  private final Diagnosis diagnosis;
  private final double threshold;

  Sequence(Diagnosis diagnosis, double threshold) {
    this.diagnosis = diagnosis;
    this.threshold = threshold;
  }

  /**
   * The chain of one incident: itself, others of its kind and cause, and what followed from any of
   * them.
   */
  List<Step> chain(Explained root) {
    Occurrence start = new Occurrence(List.of(root));
    List<Explained> same =
        Stream.concat(
                root.alike().stream(),
                diagnosis.incidents().stream()
                    .filter(one -> isSame(one, root))
                    .flatMap(Explained::each))
            .toList();
    List<Explained> consequences =
        consequences(Stream.concat(Stream.of(root), same.stream()).toList());
    List<Step> steps = new ArrayList<>();
    add(steps, Role.SAME_CAUSE, Occurrence.of(same, threshold), start);
    add(steps, Role.CONSEQUENCE, Occurrence.of(consequences, threshold), start);
    steps.sort(
        Comparator.comparing(
            step -> step.occurrence().at(),
            Comparator.nullsLast(Comparator.<Instant>naturalOrder())));
    steps.add(0, new Step(Role.ROOT, start, null));
    return List.copyOf(steps);
  }

  /** Chains of what has nothing to do with {@code main}, gravest first. */
  List<List<Step>> others(Optional<Explained> main) {
    List<Explained> roots =
        diagnosis.incidents().stream()
            .filter(Explained::isRoot)
            .filter(one -> main.isEmpty() || !isMain(one, main.get()) && !isSame(one, main.get()))
            .flatMap(Explained::each)
            .toList();
    return Occurrence.of(roots, threshold).stream().map(this::chain).toList();
  }

  private List<Step> chain(Occurrence root) {
    List<Explained> consequences = consequences(root.members());
    List<Step> steps = new ArrayList<>(List.of(new Step(Role.ROOT, root, null)));
    add(steps, Role.CONSEQUENCE, Occurrence.of(consequences, threshold), root);
    return List.copyOf(steps);
  }

  private List<Explained> consequences(List<Explained> roots) {
    Set<String> ids = roots.stream().map(one -> one.incident().id()).collect(Collectors.toSet());
    return diagnosis.incidents().stream()
        .filter(one -> one.rootIncident() != null && ids.contains(one.rootIncident()))
        .toList();
  }

  private static void add(
      List<Step> steps, Role role, List<Occurrence> occurrences, Occurrence root) {
    occurrences.forEach(one -> steps.add(new Step(role, one, delay(root.at(), one.at()))));
  }

  private static @Nullable Duration delay(@Nullable Instant from, @Nullable Instant to) {
    return from == null || to == null ? null : Duration.between(from, to);
  }

  private static boolean isMain(Explained one, Explained main) {
    return one.incident().id().equals(main.incident().id());
  }

  private boolean isSame(Explained one, Explained root) {
    return !isMain(one, root)
        && one.isRoot()
        && one.incident().kind() == root.incident().kind()
        && one.topFrom(threshold).isPresent()
        && one.topFrom(threshold)
            .map(top -> top.cause().id())
            .equals(root.topFrom(threshold).map(top -> top.cause().id()));
  }
}

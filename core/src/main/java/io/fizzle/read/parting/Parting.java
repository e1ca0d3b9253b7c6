package io.fizzle.read.parting;

import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ClockPlan;
import io.fizzle.read.Input;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which source belongs to which application.
 *
 * <p>A part begins with what names its application: an event log, a driver's or an executor's log,
 * a folder. What names none joins the nearest: the only application of its folder or of the folder
 * around it, else the one that it mentions, else the one that runs at its time. Sources of machines
 * and configurations belong to every application near them. Nothing is parted unless two
 * applications are named.
 *
 * @param parts at least one
 * @param unread what is not read, and why
 */
public record Parting(List<Part> parts, List<Unread> unread) {
  /**
   * A usable source that is not read.
   *
   * @param why for people
   */
  public record Unread(Input input, String why) {}

  /** A source that more applications than this have in common tells little of any of them. */
  private static final int MOST_COMMON = 16;

  public Parting {
    parts = List.copyOf(parts);
    unread = List.copyOf(unread);
  }

  /**
   * Parts the sources by what their beginnings tell.
   *
   * @param usable what can be read, in reading order
   */
  public static Parting of(List<Input> usable, ClockPlan clocks) {
    Set<Input> copies = Copies.in(usable);
    List<Input> inputs = usable.stream().filter(input -> !copies.contains(input)).toList();
    Founders founders = new Founders(inputs);
    List<String> told = podsAlone(inputs);
    if (founders.members().isEmpty() && told.size() > 1) {
      return new Parting(told.stream().map(id -> ofPods(Set.of(id), inputs)).toList(), List.of())
          .unrepeated(copies);
    }
    if (founders.members().size() < 2) {
      Set<String> ids = new LinkedHashSet<>();
      founders.members().keySet().forEach(id -> ids.addAll(founders.names(id)));
      return new Parting(List.of(ofPods(ids, inputs)), List.of()).unrepeated(copies);
    }
    return new Assignment(founders, new Times(clocks)).parting(inputs).unrepeated(copies);
  }

  /** All of these, without the pods that are other applications'. */
  private static Part ofPods(Set<String> ids, List<Input> inputs) {
    Set<String> names = withFamilies(ids, inputs);
    return Part.of(
        ids,
        0,
        inputs.stream()
            .map(input -> isPods(input) ? Share.ofPods(input, names) : Share.whole(input))
            .toList());
  }

  /** An application's names, and what its own sources say that its pods are called. */
  private static Set<String> withFamilies(Set<String> ids, List<Input> inputs) {
    Set<String> names = new LinkedHashSet<>(ids);
    inputs.forEach(input -> names.addAll(input.mark().families()));
    return names;
  }

  /** The applications that pods name, where nothing but pods is there. */
  private static List<String> podsAlone(List<Input> inputs) {
    return inputs.stream().allMatch(Parting::isPods)
        ? inputs.stream()
            .flatMap(input -> input.mark().mentioned().stream())
            .distinct()
            .sorted()
            .toList()
        : List.of();
  }

  private static boolean isPods(Input input) {
    return is(input, SourceKind.KUBECTL) || is(input, SourceKind.KUBERNETES);
  }

  /** An event log tells what the REST API tells, and more: read both, and all would count twice. */
  private Parting unrepeated(Set<Input> copies) {
    List<Unread> all = new ArrayList<>(unread);
    copies.forEach(copy -> all.add(new Unread(copy, "another event log of the same run is read")));
    List<Part> lean = new ArrayList<>();
    for (Part part : parts) {
      if (part.inputs().stream().noneMatch(input -> is(input, SourceKind.EVENT_LOG))) {
        lean.add(part);
        continue;
      }
      List<Share> shares = new ArrayList<>();
      for (Share share : part.shares().values()) {
        if (is(share.input(), SourceKind.REST)) {
          all.add(new Unread(share.input(), "the event log tells the same and more"));
        } else {
          shares.add(share);
        }
      }
      lean.add(Part.of(part.ids(), part.attempt(), shares));
    }
    return new Parting(lean, all);
  }

  private static boolean is(Input input, SourceKind kind) {
    return input.source().kind() == kind;
  }

  /** True for what a machine or a person keeps for all applications. */
  static boolean isCommon(Input input) {
    SourceKind kind = input.source().kind();
    return kind == SourceKind.SPARK_CONF
        || kind == SourceKind.KUBECTL
        || kind == SourceKind.KUBERNETES
        || switch (input.source().owner().role()) {
          case MASTER, WORKER, NODE_MANAGER, KERNEL -> true;
          default -> false;
        };
  }

  private static boolean isDriverLog(Input input) {
    SourceKind kind = input.source().kind();
    return input.source().owner().isDriver()
        && (kind == SourceKind.SPARK_LOG || kind == SourceKind.TEXT);
  }

  /** Several applications on their way to their sources. */
  private static final class Assignment {
    private final Founders founders;
    private final Times times;
    private final Folders folders = new Folders();
    private final Map<String, Instant> starts = new LinkedHashMap<>();
    private final Map<String, List<Share>> shares = new LinkedHashMap<>();
    private final List<Input> stray = new ArrayList<>();

    Assignment(Founders founders, Times times) {
      this.founders = founders;
      this.times = times;
      founders
          .members()
          .forEach(
              (id, members) -> {
                shares.put(id, new ArrayList<>());
                members.forEach(member -> folders.put(member.source().name(), id));
                times.earliest(members).ifPresent(start -> starts.put(id, start));
              });
    }

    Parting parting(List<Input> inputs) {
      Map<Input, String> certain = new LinkedHashMap<>();
      founders.members().forEach((id, members) -> members.forEach(one -> certain.put(one, id)));
      for (Input input : inputs) {
        String id = certain.get(input);
        if (id != null) {
          give(id, Share.whole(input));
        } else {
          join(input);
        }
      }
      List<Part> parts = new ArrayList<>();
      shares.forEach((id, own) -> parts.add(Part.of(founders.names(id), 0, own)));
      // a driver's log may turn out to hold other applications too, whose parts must still be
      // unread
      parts.sort(
          Comparator.comparing(part -> part.inputs().stream().noneMatch(Parting::isDriverLog)));
      String why =
          "of "
              + parts.size()
              + " applications it is not known whose it is; give it together with the sources of"
              + " its own alone";
      return new Parting(parts, stray.stream().map(input -> new Unread(input, why)).toList());
    }

    private void join(Input input) {
      Set<String> near = near(input);
      if (isCommon(input)) {
        common(input, near);
        return;
      }
      Set<String> mentioned = new LinkedHashSet<>();
      input.mark().mentioned().forEach(id -> mentioned.add(founders.leader(id)));
      mentioned.retainAll(near);
      Set<String> candidates = mentioned.isEmpty() ? near : mentioned;
      if (candidates.size() == 1) {
        give(candidates.iterator().next(), Share.whole(input));
        return;
      }
      times
          .of(input)
          .flatMap(time -> Times.running(time, starts, candidates))
          .ifPresentOrElse(id -> give(id, Share.whole(input)), () -> stray.add(input));
    }

    private void give(String id, Share share) {
      shares.computeIfAbsent(id, founder -> new ArrayList<>()).add(share);
    }

    private Set<String> near(Input input) {
      Set<String> near = folders.nearest(input.source().name());
      return near.isEmpty() ? shares.keySet() : near;
    }

    private void common(Input input, Set<String> near) {
      if (near.size() > MOST_COMMON) {
        stray.add(input);
      } else {
        near.forEach(
            id ->
                give(
                    id,
                    Share.common(
                        input,
                        withFamilies(
                            founders.names(id), founders.members().getOrDefault(id, List.of())))));
      }
    }
  }
}

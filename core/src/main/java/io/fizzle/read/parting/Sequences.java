package io.fizzle.read.parting;

import io.fizzle.read.ClockPlan;
import io.fizzle.read.Input;
import io.fizzle.read.parting.Contexts.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parts a driver's log in which several applications ran one after the other. */
public final class Sequences {
  /** A context's first words and its application's start are so near (see {@link ClockPlan}). */
  private static final Duration NEAR = Duration.ofMinutes(3);

  private final Times times;

  public Sequences(ClockPlan clocks) {
    times = new Times(clocks);
  }

  /**
   * What a part turned out to be.
   *
   * @param apart its applications, one where it stays whole
   * @param waiting parts not read yet, those among them with their lines that the log holds
   */
  public record Parted(List<Part> apart, List<Part> waiting) {
    public Parted {
      apart = List.copyOf(apart);
      waiting = List.copyOf(waiting);
    }
  }

  /** Parts by the contexts that were seen. */
  public Parted part(Part part, Contexts contexts, List<Part> waiting) {
    List<Context> sequence = contexts.sequence();
    if (sequence.isEmpty()) {
      return new Parted(List.of(part), waiting);
    }
    List<Part> others = new ArrayList<>(waiting);
    Map<Context, Share> lines = new LinkedHashMap<>();
    for (int i = 0; i < sequence.size(); i++) {
      Context context = sequence.get(i);
      long from = i == 0 ? 0 : context.line();
      long until = i + 1 < sequence.size() ? sequence.get(i + 1).line() : Long.MAX_VALUE;
      Share share = Share.ofLines(context.input(), from, until);
      int other = owner(context, others);
      if (other >= 0) {
        others.set(other, others.get(other).with(share));
      } else {
        lines.put(context, share);
      }
    }
    Input log = sequence.get(0).input();
    return new Parted(lines.isEmpty() ? without(part, log) : apart(part, lines), others);
  }

  /** The part that waits for this context's lines; -1 where none does. */
  private int owner(Context context, List<Part> waiting) {
    for (int i = 0; i < waiting.size(); i++) {
      String id = context.id();
      if (id == null ? isNear(context, waiting.get(i)) : waiting.get(i).ids().contains(id)) {
        return i;
      }
    }
    return -1;
  }

  private boolean isNear(Context context, Part part) {
    Instant time = context.time();
    return time != null
        && times
            .earliest(part.inputs())
            .filter(start -> Duration.between(time, start).abs().compareTo(NEAR) <= 0)
            .isPresent();
  }

  /** The applications of a part; its other sources go to the one that ran when they began. */
  private List<Part> apart(Part part, Map<Context, Share> lines) {
    Map<Context, List<Share>> shares = new LinkedHashMap<>();
    Map<Context, Instant> starts = new LinkedHashMap<>();
    lines.forEach(
        (context, share) -> {
          shares.put(context, new ArrayList<>(List.of(share)));
          Instant time = context.time();
          if (time != null) {
            starts.put(context, time);
          }
        });
    Context first = lines.keySet().iterator().next();
    for (Share share : part.shares().values()) {
      if (share.input().equals(first.input())) {
        continue;
      }
      if (Parting.isCommon(share.input())) {
        shares.values().forEach(own -> own.add(share));
      } else {
        shares.get(running(share.input(), starts, first)).add(share);
      }
    }
    List<Part> apart = new ArrayList<>();
    shares.forEach((context, own) -> apart.add(Part.of(ids(context, part, first), 0, own)));
    return apart;
  }

  private static List<Part> without(Part part, Input log) {
    List<Share> rest =
        part.shares().values().stream().filter(share -> !share.input().equals(log)).toList();
    return rest.isEmpty() ? List.of() : List.of(Part.of(part.ids(), part.attempt(), rest));
  }

  private Context running(Input input, Map<Context, Instant> starts, Context first) {
    String stated = input.mark().stated() == null ? null : input.mark().stated().id();
    return starts.keySet().stream()
        .filter(context -> stated != null && stated.equals(context.id()))
        .findFirst()
        .or(() -> times.of(input).flatMap(time -> Times.running(time, starts, starts.keySet())))
        .orElse(first);
  }

  private static Set<String> ids(Context context, Part part, Context first) {
    @Nullable String id = context.id();
    return id != null ? Set.of(id) : context == first ? part.ids() : Set.of();
  }
}

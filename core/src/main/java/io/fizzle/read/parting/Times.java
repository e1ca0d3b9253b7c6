package io.fizzle.read.parting;

import io.fizzle.evidence.Owner;
import io.fizzle.read.ClockPlan;
import io.fizzle.read.FirstTime;
import io.fizzle.read.Input;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When sources begin, and which of several runs was on then. */
final class Times {
  /** A driver's JVM, log and GC log begin so long before its application starts, at most. */
  private static final Duration AHEAD = Duration.ofMinutes(3);

  private final ClockPlan clocks;

  Times(ClockPlan clocks) {
    this.clocks = clocks;
  }

  /** The first time that a source writes; empty where its beginning has none. */
  Optional<Instant> of(Input input) {
    FirstTime first = input.firstTime();
    if (first == null) {
      return Optional.empty();
    }
    Instant told = first.instant();
    return Optional.of(told != null ? told : clocks.clockOf(input).local(first.written()));
  }

  /** When the first of these began that belongs to the run itself. */
  Optional<Instant> earliest(Collection<Input> inputs) {
    List<Input> drivers =
        inputs.stream().filter(input -> input.source().owner().equals(Owner.DRIVER)).toList();
    return (drivers.isEmpty() ? inputs : drivers)
        .stream().map(this::of).flatMap(Optional::stream).min(Comparator.naturalOrder());
  }

  /**
   * The run that started last before a time, or shortly after it.
   *
   * @param starts of runs by name
   * @param candidates names in question
   */
  static <K> Optional<K> running(Instant time, Map<K, Instant> starts, Collection<K> candidates) {
    return starts.entrySet().stream()
        .filter(start -> candidates.contains(start.getKey()))
        .filter(start -> !start.getValue().isAfter(time.plus(AHEAD)))
        .min(
            Comparator.comparing(
                start ->
                    start.getValue().isAfter(time)
                        ? Duration.between(time, start.getValue())
                        : Duration.between(start.getValue(), time)))
        .map(Map.Entry::getKey);
  }
}

package io.fizzle.application;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the executor of a GC log that neither its content nor its name tells: the one that was
 * launched when the log's JVM started and, where both are known, was removed when the log ends.
 */
final class GcLogJoin {
  /**
   * An executor JVM needs seconds, on a busy machine up to half a minute, from start to
   * registration.
   */
  private static final Duration LONGEST_START = Duration.ofSeconds(45);

  private static final Duration LAUNCH_TOLERANCE = Duration.ofSeconds(5);

  private record Match(Source source, Owner owner, long cost) {}

  private GcLogJoin() {}

  static Map<Owner, GcProfile> byTime(
      Map<Owner, Facts> facts, Map<Owner, GcProfile> taken, Map<Source, GcProfile> orphans) {
    List<Match> matches = new ArrayList<>();
    orphans.forEach(
        (source, profile) ->
            facts.forEach(
                (owner, known) -> {
                  if (owner.isExecutor() && !taken.containsKey(owner)) {
                    cost(profile, known)
                        .ifPresent(cost -> matches.add(new Match(source, owner, cost)));
                  }
                }));
    matches.sort(Comparator.comparingLong(Match::cost));
    Map<Owner, GcProfile> joined = new LinkedHashMap<>();
    Set<Source> used = new HashSet<>();
    for (Match match : matches) {
      GcProfile profile = orphans.get(match.source());
      if (profile != null && !joined.containsKey(match.owner()) && used.add(match.source())) {
        joined.put(match.owner(), profile);
      }
    }
    return joined;
  }

  private static Optional<Long> cost(GcProfile profile, Facts facts) {
    Optional<Instant> jvmStart = profile.jvmStart();
    if (jvmStart.isEmpty()) {
      return Optional.empty();
    }
    Optional<Long> start = startCost(jvmStart.get(), facts);
    Optional<Instant> end = profile.logEnd();
    Optional<Instant> removed =
        facts.all(ExecutorSignal.Removed.class).stream()
            .map(GcLogJoin::time)
            .flatMap(Optional::stream)
            .findFirst();
    if (start.isEmpty() || end.isEmpty() || removed.isEmpty()) {
      return start;
    }
    return Optional.of(
        start.get() + Math.abs(Duration.between(end.get(), removed.get()).toMillis()));
  }

  private static Optional<Long> startCost(Instant jvmStart, Facts facts) {
    Optional<Instant> launched =
        facts.first(ExecutorSignal.Launched.class).flatMap(GcLogJoin::time);
    if (launched.isPresent()) {
      Duration apart = Duration.between(launched.get(), jvmStart).abs();
      return apart.compareTo(LAUNCH_TOLERANCE) <= 0
          ? Optional.of(apart.toMillis())
          : Optional.empty();
    }
    Optional<Instant> added =
        facts
            .first(ExecutorSignal.Added.class)
            .flatMap(GcLogJoin::time)
            .or(() -> facts.first(JvmSignal.ProcessIdentified.class).flatMap(GcLogJoin::time));
    return added
        .map(time -> Duration.between(jvmStart, time))
        .filter(age -> !age.isNegative() && age.compareTo(LONGEST_START) <= 0)
        .map(Duration::toMillis);
  }

  private static Optional<Instant> time(Signal signal) {
    return Optional.ofNullable(signal.evidence().time());
  }
}

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
import java.util.NavigableMap;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

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

  /** Of so many executors that fit a log the best are tried; of more none is known to be it. */
  private static final int MOST_CANDIDATES = 64;

  private static final long UNKNOWN = Long.MIN_VALUE;

  private record Match(Source source, Span span, long cost) {}

  /**
   * When an executor started and ended, in milliseconds since the epoch, {@link #UNKNOWN} where
   * nothing tells.
   *
   * @param order of appearance, which decides between two that fit as well
   */
  private record Span(int order, Owner owner, long launched, long added, long removed) {

    static Span of(int order, Owner owner, Facts facts) {
      Optional<Instant> added =
          facts
              .first(ExecutorSignal.Added.class)
              .flatMap(GcLogJoin::time)
              .or(() -> facts.first(JvmSignal.ProcessIdentified.class).flatMap(GcLogJoin::time));
      Optional<Instant> removed =
          facts.all(ExecutorSignal.Removed.class).stream()
              .map(GcLogJoin::time)
              .flatMap(Optional::stream)
              .findFirst();
      return new Span(
          order,
          owner,
          millis(facts.first(ExecutorSignal.Launched.class).flatMap(GcLogJoin::time)),
          millis(added),
          millis(removed));
    }

    private static long millis(Optional<Instant> time) {
      return time.map(Instant::toEpochMilli).orElse(UNKNOWN);
    }

    long begin() {
      return launched == UNKNOWN ? added : launched;
    }

    /** How badly a JVM fits that started and ended then; -1 where it does not fit at all. */
    long cost(long jvmStart, long logEnd) {
      long start = launched == UNKNOWN ? registration(jvmStart) : launch(jvmStart);
      return start < 0 || logEnd == UNKNOWN || removed == UNKNOWN
          ? start
          : start + Math.abs(logEnd - removed);
    }

    private long launch(long jvmStart) {
      long apart = Math.abs(launched - jvmStart);
      return apart <= LAUNCH_TOLERANCE.toMillis() ? apart : -1;
    }

    private long registration(long jvmStart) {
      long age = added - jvmStart;
      return added != UNKNOWN && age >= 0 && age <= LONGEST_START.toMillis() ? age : -1;
    }
  }

  private GcLogJoin() {}

  static Map<Owner, GcProfile> byTime(
      Map<Owner, Facts> facts, Map<Owner, GcProfile> taken, Map<Source, GcProfile> orphans) {
    if (orphans.isEmpty()) {
      return Map.of();
    }
    List<Span> spans = new ArrayList<>();
    facts.forEach(
        (owner, known) -> {
          if (owner.isExecutor() && !taken.containsKey(owner)) {
            spans.add(Span.of(spans.size(), owner, known));
          }
        });
    NavigableMap<Long, List<Span>> byBegin = new TreeMap<>();
    spans.forEach(
        span -> byBegin.computeIfAbsent(span.begin(), begin -> new ArrayList<>()).add(span));
    List<Match> matches = new ArrayList<>();
    orphans.forEach((source, profile) -> matches.addAll(best(source, profile, byBegin)));
    matches.sort(Comparator.comparingLong(Match::cost));
    Map<Owner, GcProfile> joined = new LinkedHashMap<>();
    Set<Source> used = new HashSet<>();
    for (Match match : matches) {
      GcProfile profile = orphans.get(match.source());
      Owner owner = match.span().owner();
      if (profile != null && !joined.containsKey(owner) && used.add(match.source())) {
        joined.put(owner, profile);
      }
    }
    return joined;
  }

  /** The executors that began about then and fit a log best, a few. */
  private static List<Match> best(
      Source source, GcProfile profile, NavigableMap<Long, List<Span>> byBegin) {
    Optional<Instant> jvmStart = profile.jvmStart();
    if (jvmStart.isEmpty()) {
      return List.of();
    }
    long start = jvmStart.get().toEpochMilli();
    long end = profile.logEnd().map(Instant::toEpochMilli).orElse(UNKNOWN);
    PriorityQueue<Match> worstFirst =
        new PriorityQueue<>(Comparator.comparingLong(Match::cost).reversed());
    byBegin
        .subMap(start - LAUNCH_TOLERANCE.toMillis(), true, start + LONGEST_START.toMillis(), true)
        .values()
        .forEach(
            begun ->
                begun.forEach(
                    span -> keep(new Match(source, span, span.cost(start, end)), worstFirst)));
    return worstFirst.stream()
        .sorted(Comparator.comparingInt((Match match) -> match.span().order()))
        .toList();
  }

  private static void keep(Match match, PriorityQueue<Match> worstFirst) {
    if (match.cost() < 0) {
      return;
    }
    worstFirst.add(match);
    if (worstFirst.size() > MOST_CANDIDATES) {
      worstFirst.remove();
    }
  }

  private static Optional<Instant> time(Signal signal) {
    return Optional.ofNullable(signal.evidence().time());
  }
}

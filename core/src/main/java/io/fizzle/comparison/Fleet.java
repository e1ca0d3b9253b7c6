package io.fizzle.comparison;

import io.fizzle.application.Application;
import io.fizzle.application.ProcessLife;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.incident.Incident.ExecutorLost;
import io.fizzle.signal.ExecutorSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The executors of a run.
 *
 * @param executors how many registered
 * @param hosts on how many hosts
 * @param lost how many were lost and needed explaining
 * @param terms when each offered how many cores
 */
record Fleet(int executors, int hosts, int lost, List<Term> terms) {

  /**
   * An executor's time.
   *
   * @param to null where it stayed to the end
   */
  record Term(Instant from, @Nullable Instant to, int cores) {

    private double millisWithin(Instant start, Instant end) {
      Instant first = from.isAfter(start) ? from : start;
      Instant last = to == null || to.isAfter(end) ? end : to;
      return Math.max(0, last.toEpochMilli() - first.toEpochMilli());
    }
  }

  Fleet {
    terms = List.copyOf(terms);
  }

  static Fleet of(Diagnosis diagnosis) {
    Application application = diagnosis.application();
    List<ProcessLife> lives = new ArrayList<>(application.executors().values());
    if (application.isLocalMode()) {
      lives.add(application.driver());
    }
    List<ProcessLife> registered =
        lives.stream().filter(life -> life.facts().has(ExecutorSignal.Added.class)).toList();
    long lost = diagnosis.each().filter(one -> one.incident() instanceof ExecutorLost).count();
    return new Fleet(
        registered.size(),
        (int) registered.stream().flatMap(life -> life.host().stream()).distinct().count(),
        (int) lost,
        registered.stream().flatMap(Fleet::term).toList());
  }

  private static Stream<Term> term(ProcessLife life) {
    Instant removed =
        life.facts().all(ExecutorSignal.Removed.class).stream()
            .map(one -> one.evidence().time())
            .filter(Objects::nonNull)
            .min(Instant::compareTo)
            .orElse(null);
    // several sources tell of one registration, and a driver's log does not tell the cores
    return life.facts().all(ExecutorSignal.Added.class).stream()
        .filter(added -> added.evidence().time() != null && added.cores() > 0)
        .limit(1)
        .map(
            added ->
                new Term(Objects.requireNonNull(added.evidence().time()), removed, added.cores()));
  }

  /** Cores on average between two times; 0 where no executor told its cores. */
  double cores(Instant from, Instant to) {
    double length = to.toEpochMilli() - from.toEpochMilli();
    if (length <= 0) {
      return 0;
    }
    return terms.stream().mapToDouble(term -> term.millisWithin(from, to) * term.cores()).sum()
        / length;
  }

  /** The most cores at one time. */
  int mostCores() {
    return terms.stream()
        .mapToInt(
            term ->
                terms.stream()
                    .filter(other -> !other.from().isAfter(term.from()))
                    .filter(other -> other.to() == null || other.to().isAfter(term.from()))
                    .mapToInt(Term::cores)
                    .sum())
        .max()
        .orElse(0);
  }
}

package io.fizzle.history.solution;

import io.fizzle.application.Outcome;
import io.fizzle.history.ApplicationRun;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.Ids;
import io.fizzle.history.Resolution;
import io.fizzle.history.RunRecord;
import io.fizzle.history.SolutionAttempt;
import io.fizzle.history.Use;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A run with the runs of its application that failed just before it. An outcome counts only where
 * it is verified: the run succeeded, was of comparable size, and the failure's signature did not
 * return; or the signature did return.
 *
 * @param run the run that may show something
 * @param failed the failed runs since the last that did not fail, the latest first
 * @param good the run before them, which did not fail; empty where none is known
 */
public record Sequel(RunRecord run, List<RunRecord> failed, Optional<ApplicationRun> good) {
  /** A run of half the size may have succeeded because it was small. */
  private static final double COMPARABLE = 0.5;

  public Sequel {
    failed = List.copyOf(failed);
  }

  /** What this run shows of what was tried before it. */
  public List<SolutionAttempt> attempts() {
    Set<String> here = signatures(run.failures());
    Map<String, SolutionAttempt> latest = new LinkedHashMap<>();
    boolean success = run.run().outcome() == Outcome.SUCCEEDED;
    if (success && !isComparable()) {
      return List.of();
    }
    for (RunRecord before : failed) {
      for (FailureEvent failure : before.failures()) {
        boolean returned = here.contains(failure.signature());
        if (failure.fatal() && returned != success) {
          latest.putIfAbsent(failure.signature(), attempt(before.run(), failure, success));
        }
      }
    }
    return List.copyOf(latest.values());
  }

  /** Failures that this run ends, by their ids. */
  public Map<String, Resolution> resolutions() {
    Map<String, Resolution> resolutions = new LinkedHashMap<>();
    if (run.run().outcome() != Outcome.SUCCEEDED || !isComparable()) {
      return resolutions;
    }
    Set<String> here = signatures(run.failures());
    for (RunRecord before : failed) {
      boolean changed = !Difference.between(before.run(), run.run()).isNone();
      Resolution.Kind kind = changed ? Resolution.Kind.FIXED : Resolution.Kind.RAN_AGAIN;
      for (FailureEvent failure : before.failures()) {
        if (failure.fatal() && !here.contains(failure.signature())) {
          resolutions.put(failure.id(), new Resolution(kind, seen(), !changed));
        }
      }
    }
    return resolutions;
  }

  /**
   * As large as the last run that got through, or as what the failed ones did before they died; a
   * run whose size nobody knows is not.
   */
  private boolean isComparable() {
    List<Use> others = new ArrayList<>();
    failed.forEach(one -> others.add(one.run().use()));
    good.ifPresent(one -> others.add(one.use()));
    Use use = run.run().use();
    long bytes = others.stream().mapToLong(Use::inputBytes).max().orElse(0);
    if (bytes > 0 && use.inputBytes() > 0) {
      return use.inputBytes() >= bytes * COMPARABLE;
    }
    long tasks = others.stream().mapToLong(Use::tasks).max().orElse(0);
    return use.tasks() > 0 && use.tasks() >= tasks * COMPARABLE;
  }

  private SolutionAttempt attempt(ApplicationRun before, FailureEvent failure, boolean worked) {
    Difference difference = Difference.between(before, run.run());
    return new SolutionAttempt(
        Ids.of('s', failure.id(), run.run().id()),
        failure.id(),
        failure.origin(),
        failure.program().application(),
        failure.cause(),
        failure.signature(),
        difference.solution(),
        difference.changes(),
        SolutionAttempt.RECOGNISED,
        run.run().started(),
        worked ? SolutionAttempt.Outcome.WORKED : SolutionAttempt.Outcome.FAILED,
        seen(),
        run.run().id());
  }

  private Instant seen() {
    Instant ended = run.run().ended();
    return ended == null ? run.run().started() : ended;
  }

  private static Set<String> signatures(List<FailureEvent> failures) {
    Set<String> signatures = new HashSet<>();
    failures.forEach(failure -> signatures.add(failure.signature()));
    return signatures;
  }
}

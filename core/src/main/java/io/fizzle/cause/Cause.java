package io.fizzle.cause;

import io.fizzle.application.Application;
import io.fizzle.application.FailedAttempt;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ApplicationFailed;
import io.fizzle.incident.Incident.ExecutorLost;
import io.fizzle.incident.Incident.JobFailed;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.incident.Incident.TasksFailed;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.RemovalReason;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One possible explanation: a pure function from an incident and the application's picture to
 * evidence for and against.
 *
 * <p>By default a cause claims the failures whose kind it names: directly where a task, job or
 * application failed of one, and as the end of a process where the process died of one. A cause
 * that reads more out of a process's end overrides {@link #weighLoss}.
 */
public abstract class Cause {
  private final String id;
  private final String title;
  private final String verdict;
  private final Answer answer;
  private final Set<FailureKind> kinds;

  /**
   * Describes a cause.
   *
   * @param id stable id, as in the catalogue
   * @param title what it is called
   * @param verdict what happened, to follow a subject: {@code ran out of Java heap}
   * @param answer its answer to the central question
   * @param kinds failures that it explains by themselves; may be empty
   */
  protected Cause(String id, String title, String verdict, Answer answer, FailureKind... kinds) {
    this.id = id;
    this.title = title;
    this.verdict = verdict;
    this.answer = answer;
    this.kinds = EnumSet.noneOf(FailureKind.class);
    this.kinds.addAll(List.of(kinds));
  }

  public final String id() {
    return id;
  }

  public final String title() {
    return title;
  }

  public final String verdict() {
    return verdict;
  }

  /** What happened in this incident, to follow its subject. */
  public String verdict(Incident incident) {
    return verdict;
  }

  public final Answer answer() {
    return answer;
  }

  /**
   * Its answer to the central question for this incident; empty where the incident leaves it open
   * although the cause is the most probable one.
   */
  public Optional<Answer> answer(Incident incident) {
    return Optional.of(answer);
  }

  /** True where this cause means that nothing is wrong. */
  public boolean isBenign() {
    return false;
  }

  /** Its page in the catalogue. */
  public abstract Page page();

  /** What to change, best first; empty where nothing can be said for certain. */
  public abstract List<Remedy> remedies(Incident incident, Application application);

  /** Weighs the incident; {@link Weighing#NOTHING} where the cause cannot explain it. */
  public final Weighing weigh(Incident incident, Application application) {
    boolean doubting = Signs.isToldByQueriesOnly(incident, application);
    Weighing.Scale scale = new Weighing.Scale(doubting);
    if (incident instanceof ProcessLost lost) {
      weighLoss(lost, application, scale);
    } else if (incident instanceof TasksFailed tasks) {
      weighFailure(tasks.first().failure(), tasks.evidence().get(0), incident, application, scale);
    } else if (incident instanceof JobFailed job) {
      weighFailure(job.failure(), job.evidence().get(0), incident, application, scale);
    } else if (incident instanceof ApplicationFailed failed) {
      weighFailure(failed.failure(), failed.evidence().get(0), incident, application, scale);
    }
    if (doubting && scale.weigh().isSupported()) {
      scale.missing(Missing.DRIVER_LOG);
    }
    return scale.weigh();
  }

  /** Weighs a task's, job's or application's failure. */
  protected void weighFailure(
      Failure failure,
      Evidence evidence,
      Incident incident,
      Application application,
      Weighing.Scale scale) {
    if (kinds.contains(failure.kind())) {
      scale.supports(strength(failure.kind()), evidence, failure.headline());
    }
  }

  /** How much a failure of this kind, told in so many words, says for this cause. */
  protected Strength strength(FailureKind kind) {
    return Strength.PROOF;
  }

  /**
   * Weighs the end of a process: by default, whether it died of a failure of this cause's kinds.
   */
  protected void weighLoss(ProcessLost lost, Application application, Weighing.Scale scale) {
    for (FailureSignal.Uncaught uncaught : lost.life().facts().all(FailureSignal.Uncaught.class)) {
      if (kinds.contains(uncaught.failure().kind())) {
        scale.supports(
            strength(uncaught.failure().kind()),
            uncaught.evidence(),
            "a thread of the process died of " + uncaught.failure().headline());
        return;
      }
    }
    for (ExecutorSignal.StartFailed failed :
        lost.life().facts().all(ExecutorSignal.StartFailed.class)) {
      if (kinds.contains(failed.failure().kind()) && Signs.namesItsReason(failed.failure())) {
        scale.supports(
            strength(failed.failure().kind()),
            failed.evidence(),
            "it could not start: " + failed.failure().headline());
        return;
      }
    }
    if (lost instanceof ExecutorLost executor) {
      weighAttempts(executor, scale);
    }
  }

  /** What its tasks failed of, unless that speaks of another executor than the one that is lost. */
  private void weighAttempts(ExecutorLost executor, Weighing.Scale scale) {
    for (FailedAttempt attempt : executor.attempts()) {
      if (mayEnd(attempt.failure().kind())) {
        scale.supports(
            Strength.STRONG,
            attempt.evidence().get(0),
            "a task failed on it with " + attempt.failure().headline());
        return;
      }
    }
    for (FailureSignal.Logged logged : executor.life().facts().all(FailureSignal.Logged.class)) {
      if (mayEnd(logged.failure().kind())) {
        scale.supports(
            Strength.MODERATE, logged.evidence(), "it logged " + logged.failure().headline());
        return;
      }
    }
  }

  private boolean mayEnd(FailureKind kind) {
    return kinds.contains(kind) && !kind.isOfAPeer();
  }

  /** Claims a process whose removal record says so in these words. */
  protected final void weighReason(
      ProcessLost lost, Weighing.Scale scale, Strength strength, RemovalReason.Kind... reasons) {
    RemovalReason decisive = lost.ledger().decisive();
    Evidence evidence = lost.ledger().decisiveEvidence();
    if (decisive != null && evidence != null && List.of(reasons).contains(decisive.kind())) {
      scale.supports(strength, evidence, "removed with: " + decisive.words());
    }
  }

  /** True where this cause explains failures of this kind by themselves. */
  protected final boolean explains(FailureKind kind) {
    return kinds.contains(kind);
  }
}

package io.fizzle.diagnosis;

import io.fizzle.application.Application;
import io.fizzle.application.Outcome;
import io.fizzle.cause.Causes;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ApplicationFailed;
import io.fizzle.incident.Incident.DriverLost;
import io.fizzle.incident.Incident.JobFailed;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.incident.Incident.TasksFailed;
import io.fizzle.signal.ApplicationSignal;
import io.fizzle.signal.JvmSignal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Draws the verdict from explained incidents. */
final class VerdictRule {
  /** The driver's own log runs to its orderly end. */
  static final double SEEN_TO_SUCCEED = 0.97;

  /** Without the driver's log: an exception after the last job leaves no trace in the event log. */
  private static final double NOT_SEEN_TO_FAIL = 0.85;

  private final double threshold;

  VerdictRule(double threshold) {
    this.threshold = threshold;
  }

  Verdict decide(Application application, List<Explained> incidents) {
    List<Explained> grave =
        incidents.stream().filter(one -> !Gravity.isBenign(one, threshold)).toList();
    if (application.outcome() == Outcome.SUCCEEDED) {
      return healthy(application, Alike.count(grave, threshold));
    }
    Optional<Explained> explaining =
        explaining(application, incidents, grave).or(() -> endedOnRequest(application, incidents));
    if (explaining.isEmpty()) {
      return application.outcome() == Outcome.FAILED
              || nothingEnded(incidents)
              || deadlock(application).isPresent()
          ? undetermined(application)
          : new Verdict(
              Causes.HEALTHY,
              NOT_SEEN_TO_FAIL,
              "Nothing failed in what was read; what ended was meant to end.",
              null);
    }
    return verdict(explaining.get());
  }

  /** Copies of tasks come and go while all runs on. */
  private static boolean nothingEnded(List<Explained> incidents) {
    return incidents.stream()
        .allMatch(one -> one.incident() instanceof TasksFailed tasks && tasks.areCopies());
  }

  private static Verdict healthy(Application application, int recovered) {
    String rest =
        recovered == 0
            ? "Nothing is wrong."
            : "It recovered from " + recovered + (recovered == 1 ? " incident." : " incidents.");
    boolean seen = application.driver().ownLogShowsEnd();
    String unseen =
        seen || application.facts().has(ApplicationSignal.FinalStatus.class)
            ? ""
            : " An exception after its last job would only stand in the driver's log"
                + (application.driver().hasOwnLog()
                    ? ", and the one read stops before its end."
                    : ".");
    return new Verdict(
        Causes.HEALTHY,
        seen ? SEEN_TO_SUCCEED : NOT_SEEN_TO_FAIL,
        "The application succeeded. " + rest + unseen,
        null);
  }

  /** The failed job's or application's root, else the gravest incident. */
  private Optional<Explained> explaining(
      Application application, List<Explained> all, List<Explained> grave) {
    Optional<Explained> failure =
        grave.stream()
            .filter(
                one ->
                    one.incident() instanceof JobFailed
                        || one.incident() instanceof ApplicationFailed)
            .reduce((first, second) -> gravest(first, second));
    Optional<Explained> driver = grave.stream().filter(one -> endsAll(one.incident())).findFirst();
    Optional<Explained> root =
        failure.flatMap(
            one ->
                one.rootIncident() == null
                    ? Optional.of(one)
                    : all.stream()
                        .filter(other -> other.incident().id().equals(one.rootIncident()))
                        .findFirst());
    if (root.isPresent() && root.get().top().isPresent()) {
      return root;
    }
    Optional<Explained> ordered = endedByOrder(application, all);
    if (failure.isEmpty() && driver.isEmpty() && ordered.isPresent()) {
      return ordered;
    }
    return driver
        .map(
            one ->
                isTheEnd(one, application) ? one : grave.stream().reduce(one, VerdictRule::gravest))
        .or(() -> settled(grave))
        .or(() -> grave.stream().findFirst());
  }

  /** The first that is certain enough, or the one that tells why it ended as that one did. */
  private Optional<Explained> settled(List<Explained> grave) {
    List<Incident> incidents = grave.stream().map(Explained::incident).toList();
    return grave.stream()
        .filter(one -> one.topFrom(threshold).isPresent())
        .findFirst()
        .map(
            first ->
                StartWitness.of(first.incident(), incidents)
                    .flatMap(told -> find(told, grave))
                    .filter(told -> told.topFrom(threshold).isPresent())
                    .orElse(first));
  }

  private static Optional<Explained> find(Incident incident, List<Explained> among) {
    return among.stream().filter(one -> one.incident().id().equals(incident.id())).findFirst();
  }

  private static boolean endsAll(Incident incident) {
    return incident.kind() == Incident.Kind.DRIVER_LOST
        || incident.kind() == Incident.Kind.APPLICATION_MASTER_LOST;
  }

  /** The application's own end was asked for; what it had lost before it had gone on without. */
  private Optional<Explained> endedByOrder(Application application, List<Explained> all) {
    return all.stream()
        .filter(one -> application.outcome() == Outcome.FAILED)
        .filter(one -> one.incident() instanceof ApplicationFailed failed && !failed.afterJobs())
        .filter(one -> Gravity.isBenign(one, threshold))
        .findFirst();
  }

  /**
   * The end of a driver ends everything. Where it only threw a memory error, and nothing tells how
   * the application ended, it may have lived on: then what is known best comes first.
   */
  private static boolean isTheEnd(Explained driver, Application application) {
    return application.outcome() == Outcome.FAILED
        || !(driver.incident() instanceof DriverLost lost)
        || lost.isTheEnd();
  }

  /**
   * Where nothing is wrong and the run failed all the same, its failure may have been asked for.
   */
  private static Optional<Explained> endedOnRequest(
      Application application, List<Explained> incidents) {
    return incidents.stream()
        .filter(one -> application.outcome() == Outcome.FAILED)
        .filter(
            one ->
                one.incident() instanceof JobFailed || one.incident() instanceof ApplicationFailed)
        .findFirst();
  }

  /** What ended an application that had gone on after its failed jobs, else the surest. */
  private static Explained gravest(Explained first, Explained second) {
    if (isLast(first) || isLast(second)) {
      return isLast(second) ? second : first;
    }
    double one = first.top().map(RankedCause::confidence).orElse(0.0);
    double other = second.top().map(RankedCause::confidence).orElse(0.0);
    return other >= one ? second : first;
  }

  private static boolean isLast(Explained one) {
    return one.incident() instanceof ApplicationFailed failed && failed.afterJobs();
  }

  private Verdict verdict(Explained explained) {
    Optional<RankedCause> top = explained.top();
    String incident = explained.incident().id();
    if (top.isEmpty() || top.get().confidence() < threshold) {
      String best =
          top.map(cause -> " The best candidate is " + cause.cause().id() + ".").orElse("");
      return new Verdict(
          Causes.UNDETERMINED,
          top.map(RankedCause::confidence).orElse(0.0),
          "The evidence does not tell why "
              + Subjects.nameWithin(explained.incident())
              + (explained.incident() instanceof ProcessLost ? " ended." : " failed.")
              + best,
          incident);
    }
    RankedCause cause = top.get();
    return new Verdict(
        cause.cause().id(),
        cause.confidence(),
        Subjects.name(explained.incident())
            + " "
            + cause.cause().verdict(explained.incident())
            + ".",
        incident);
  }

  private static Verdict undetermined(Application application) {
    String known =
        application.outcome() == Outcome.FAILED
            ? "The application failed; what was read does not tell why."
            : application.facts().has(ApplicationSignal.Unfinished.class)
                ? "The application had not ended when Spark was asked, and nothing that was read"
                    + " had failed."
                : "What was read tells neither how the application ended nor of anything that"
                    + " failed.";
    String hang =
        deadlock(application)
            .map(
                ring ->
                    " A thread dump shows threads of the process that wait for each other and never"
                        + " go on: "
                        + ring.waits().get(0)
                        + ".")
            .orElse("");
    return new Verdict(Causes.UNDETERMINED, 0, known + hang, null);
  }

  /** A hang is no failure, and nothing that went well. */
  private static Optional<JvmSignal.Deadlocked> deadlock(Application application) {
    return Stream.concat(
            Stream.of(application.driver(), application.anonymous()),
            application.executors().values().stream())
        .flatMap(life -> life.facts().first(JvmSignal.Deadlocked.class).stream())
        .findFirst();
  }
}

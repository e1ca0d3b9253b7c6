package io.fizzle.report;

import io.fizzle.application.Application;
import io.fizzle.application.Outcome;
import io.fizzle.application.ProcessLife;
import io.fizzle.cause.Argument;
import io.fizzle.cause.Causes;
import io.fizzle.cause.LastVitals.Reading;
import io.fizzle.cause.Missing;
import io.fizzle.cause.MissingEvidence;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.diagnosis.Explained;
import io.fizzle.diagnosis.LastKnown;
import io.fizzle.diagnosis.RankedCause;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident;
import io.fizzle.report.Sequence.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A report as people are told it, whatever it is written in: what comes first, what belongs
 * together, and what is left out.
 *
 * @param main the incident that the verdict explains; empty for a healthy run
 * @param chain what followed from it; empty where nothing did
 * @param others chains of what has nothing to do with it
 */
record Story(
    Diagnosis diagnosis,
    Names names,
    SourceAccount account,
    Optional<Explained> main,
    List<Step> chain,
    List<List<Step>> others) {
  /** Above this nobody needs to collect more evidence. */
  private static final double CERTAIN = 0.95;

  static Story of(Report report) {
    Diagnosis diagnosis = report.diagnosis();
    Names names = Names.of(report.sources());
    String id = diagnosis.verdict().incident();
    Optional<Explained> main = id == null ? Optional.empty() : diagnosis.incident(id);
    Sequence sequence = new Sequence(diagnosis, diagnosis.calibration().threshold());
    List<Step> chain = main.map(sequence::chain).orElse(List.of());
    return new Story(
        diagnosis,
        names,
        SourceAccount.of(report.sources(), names),
        main,
        chain.size() > 1 ? chain : List.of(),
        sequence.others(main));
  }

  /** Least probability at which a cause is told as the cause, 0 to 1. */
  double threshold() {
    return diagnosis.calibration().threshold();
  }

  boolean isUndetermined() {
    return diagnosis.verdict().cause().equals(Causes.UNDETERMINED);
  }

  boolean isHealthy() {
    return diagnosis.verdict().cause().equals(Causes.HEALTHY);
  }

  String name() {
    String name = diagnosis.application().identity().name();
    return name == null ? "Spark application" : name;
  }

  /** Id and attempt in parentheses; empty where neither is known. */
  String label() {
    Application.Identity identity = diagnosis.application().identity();
    String attempt = identity.attempt() == 0 ? "" : ", attempt " + identity.attempt();
    return identity.id() == null ? "" : " (" + identity.id() + attempt + ")";
  }

  /** Version, master, start and length of the run. */
  String facts() {
    Application application = diagnosis.application();
    Application.Identity identity = application.identity();
    StringBuilder facts = new StringBuilder("Spark ");
    facts.append(identity.sparkVersion() == null ? "of unknown version" : identity.sparkVersion());
    if (identity.master() != null) {
      facts.append(" on ").append(identity.master());
    }
    if (application.start() != null) {
      facts.append(", ").append(Wording.dateTime(application.start()));
    }
    if (application.outcome() != Outcome.UNKNOWN) {
      String span = Wording.span(application.start(), application.end());
      facts.append(span.isEmpty() ? "" : ", ran " + span);
    }
    return facts.toString();
  }

  /** The causes that were weighed for the main incident besides the first, with probabilities. */
  String rivals() {
    return main.map(Explained::causes).orElse(List.of()).stream()
        .skip(1)
        .map(Story::weighed)
        .collect(Collectors.joining(", "));
  }

  /** What shows that the main incident happened and stands behind no candidate's argument. */
  List<Evidence> uncited() {
    List<Evidence> cited =
        main.map(Explained::causes).orElse(List.of()).stream()
            .flatMap(cause -> Stream.concat(cause.support().stream(), cause.opposition().stream()))
            .map(Argument::evidence)
            .toList();
    return main.map(Explained::incident).map(Incident::evidence).orElse(List.of()).stream()
        .filter(evidence -> !cited.contains(evidence))
        .toList();
  }

  /** What flight recorders last saw, where nothing tells what it came to. */
  List<Reading> lastKnown() {
    return LastKnown.of(diagnosis);
  }

  static String weighed(RankedCause cause) {
    return cause.cause().id() + " " + Wording.percent(cause.confidence());
  }

  /** What would settle it, or make it surer; where nothing is known, what to start with. */
  List<MissingEvidence> missing() {
    if (main.isEmpty()) {
      return ofTheRun();
    }
    return isCertain() && !isUndetermined()
        ? main.get().missing().stream().filter(Missing.CONFIGURATION::equals).toList()
        : main.get().missing();
  }

  /**
   * Where nothing failed in what was read, the driver's log tells how the program ended; executors'
   * logs may hold more where none of them was read, and of a process whose flight recording breaks
   * off the exit code tells how it ended.
   */
  private List<MissingEvidence> ofTheRun() {
    Application application = diagnosis.application();
    boolean executorsRead =
        application.executors().values().stream().anyMatch(ProcessLife::hasOwnLog);
    if (isUndetermined()) {
      List<MissingEvidence> missing = new ArrayList<>();
      if (application.executors().values().stream().anyMatch(LastKnown::breaksOff)) {
        missing.add(Missing.EXIT_CODE);
      } else if (LastKnown.breaksOff(application.driver())) {
        missing.add(Missing.DRIVER_EXIT);
      }
      missing.add(Missing.DRIVER_LOG);
      if (!executorsRead) {
        missing.add(Missing.EXECUTOR_LOGS);
      }
      return missing;
    }
    return isCertain() || application.driver().ownLogShowsEnd()
        ? List.of()
        : List.of(Missing.DRIVER_LOG);
  }

  /**
   * GC logs in sum, where no incident's own figures of them are shown: for a log on its own, or of
   * a run that went well.
   */
  List<GcLogs.Log> gcLogs() {
    return main.isEmpty() ? GcLogs.of(diagnosis.application()) : List.of();
  }

  private boolean isCertain() {
    return diagnosis.verdict().confidence() >= CERTAIN;
  }

  String missingHeading() {
    if (isUndetermined()) {
      return "What would settle it";
    }
    return isCertain() ? "What would make the fix exact" : "What would make it surer";
  }

  /** The ways to get a piece of evidence, one for each kind of cluster. */
  static List<String> ways(MissingEvidence missing) {
    return List.of(missing.how().split("; (?=[A-Za-z][A-Za-z ]{2,30}: )"));
  }
}

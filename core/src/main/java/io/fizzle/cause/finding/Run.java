package io.fizzle.cause.finding;

import io.fizzle.application.Application;
import io.fizzle.application.CoreUse;
import io.fizzle.application.OperatorKind;
import io.fizzle.application.OperatorProfile;
import io.fizzle.application.Pace;
import io.fizzle.application.StageProfile;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.finding.Finding.Severity;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.PartitionRemedies;
import io.fizzle.remedy.SparkConf;
import io.fizzle.signal.ExecutorSignal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A run as the rules see it, with the measures that they share.
 *
 * @param incidents what needed explaining, for findings that hide one
 */
public record Run(
    Application application, SparkConf conf, Thresholds thresholds, List<Incident> incidents) {
  private static final double MILLIS = 1000;

  public Run {
    incidents = List.copyOf(incidents);
  }

  static Run of(Application application, Thresholds thresholds, List<Incident> incidents) {
    return new Run(application, Measures.conf(application), thresholds, incidents);
  }

  List<StageProfile> stages() {
    return application.stages();
  }

  CoreUse cores() {
    return application.usage().cores();
  }

  double threshold(String name) {
    return thresholds.value(name);
  }

  /**
   * Core-seconds that the run held: cores times the time for which its executors were there; where
   * that is not known, what its tasks took.
   */
  double held() {
    if (cores().complete()) {
      return cores().held() / MILLIS;
    }
    return stages().stream().mapToDouble(stage -> stage.duration().sum()).sum() / MILLIS;
  }

  /** A cost in core-seconds with its share of the run. */
  Cost cost(double coreSeconds, long bytes, String arithmetic) {
    double held = held();
    double share = held <= 0 ? -1 : Math.min(1, coreSeconds / held);
    String of =
        share < 0
            ? ""
            : String.format(
                Locale.ROOT,
                "; %s of %s %s",
                Numbers.percent(share),
                seconds(held),
                cores().complete() ? "held by the run" : "of task time");
    return new Cost(coreSeconds, bytes, share, arithmetic + of);
  }

  /** Whether so much is worth telling. */
  boolean matters(double coreSeconds) {
    return coreSeconds >= threshold("severity.least-core-seconds")
        && coreSeconds >= threshold("severity.least-share") * held();
  }

  /** How grave a cost is, by its share and its size. */
  Severity severity(double coreSeconds) {
    double share = held() <= 0 ? 0 : coreSeconds / held();
    if (share >= threshold("severity.high-share")
        && coreSeconds >= threshold("severity.high-core-seconds")) {
      return Severity.HIGH;
    }
    return share >= threshold("severity.medium-share")
            && coreSeconds >= threshold("severity.medium-core-seconds")
        ? Severity.MEDIUM
        : Severity.LOW;
  }

  /** Cores that tasks can use: the most that were held at once, at least 1. */
  int slots() {
    int known = cores().mostCores();
    return Math.max(1, known > 0 ? known : conf.executorCores());
  }

  /** Whether a person types at this application: then the time between jobs is that person's. */
  boolean isInteractive() {
    String name = application.identity().name();
    return application.properties().keySet().stream()
            .anyMatch(key -> key.startsWith("spark.repl.") || key.startsWith("spark.databricks."))
        || name != null
            && name.toLowerCase(Locale.ROOT)
                .matches(
                    ".{0,200}(shell|sparksql::|thrift|notebook|zeppelin|livy|jupyter).{0,200}");
  }

  /** The operators of this kind that are kept, the largest. */
  List<OperatorProfile> operators(OperatorKind kind) {
    return application.usage().queries().operators().stream()
        .filter(operator -> OperatorKind.of(operator.name()).filter(kind::equals).isPresent())
        .toList();
  }

  /** How findings name an operator's query. */
  static String name(OperatorProfile operator) {
    String query = operator.description();
    return "query " + operator.execution() + (query.isEmpty() ? "" : " (" + query + ")");
  }

  /** An executor with its host. */
  String place(String executor) {
    String host = application.usage().hosts().get(executor);
    return executor.isEmpty()
        ? "its executor"
        : "executor " + executor + (host == null ? "" : " on " + host);
  }

  /** What a stage's tasks are like, for remedies. */
  PartitionRemedies.Tasks shape(StageProfile stage) {
    return new PartitionRemedies.Tasks(
        Stages.isSql(stage),
        Stages.readsShuffle(stage),
        Math.max(1, stage.duration().count()),
        (long) Stages.data(stage).sum(),
        slots());
  }

  /** The last stage's event, for what the log shows as a whole. */
  @Nullable Evidence anyEvidence() {
    for (int i = stages().size() - 1; i >= 0; i--) {
      Evidence evidence = Stages.evidence(stages().get(i));
      if (evidence != null) {
        return evidence;
      }
    }
    return application.outcomeEvidence();
  }

  /** When the executor, or the host's first one, was added. */
  @Nullable Evidence evidenceOf(Pace pace) {
    return application.executors().values().stream()
        .filter(
            life ->
                pace.host()
                    ? life.host().filter(pace.name()::equals).isPresent()
                    : life.owner().id().equals(pace.name()))
        .flatMap(life -> life.facts().first(ExecutorSignal.Added.class).stream())
        .map(ExecutorSignal.Added::evidence)
        .findFirst()
        .orElseGet(this::anyEvidence);
  }

  /** Core-seconds with their unit. */
  static String seconds(double coreSeconds) {
    return String.format(
        Locale.ROOT, coreSeconds < 100 ? "%.1f core-seconds" : "%.0f core-seconds", coreSeconds);
  }

  /** Seconds of the clock from milliseconds. */
  static String time(double millis) {
    return Numbers.duration(Duration.ofMillis(Math.round(millis)));
  }

  static double toSeconds(double millis) {
    return millis / MILLIS;
  }
}

package io.fizzle.history.recording;

import io.fizzle.application.Application;
import io.fizzle.application.CoreUse;
import io.fizzle.application.Outcome;
import io.fizzle.application.StageProfile;
import io.fizzle.cause.Measures;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.history.ApplicationRun;
import io.fizzle.history.Exposure;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.Ids;
import io.fizzle.history.Origin;
import io.fizzle.history.Program;
import io.fizzle.history.Resources;
import io.fizzle.history.RunRecord;
import io.fizzle.history.Use;
import io.fizzle.remedy.MemoryPlan;
import io.fizzle.remedy.SparkConf;
import io.fizzle.report.SourceUse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a diagnosis. A pure function, but for the time of recording.
 *
 * @param cluster as the user names it; empty for the name that a run itself knows, or none
 * @param project likewise: else the Kubernetes namespace or the YARN queue
 * @param team likewise; nothing else tells it
 * @param now when it is recorded
 */
public record Recording(String cluster, String project, String team, Instant now) {
  static final double MILLIS_PER_HOUR = 3_600_000.0;
  private static final double GIB = 1L << 30;

  /**
   * The record of one run.
   *
   * @param sources what was read of it
   */
  public RunRecord of(Diagnosis diagnosis, List<SourceUse> sources) {
    Application application = diagnosis.application();
    Application.Identity identity = application.identity();
    Secrecy secrecy = new Secrecy(application.properties());
    Origin origin = origin(application.properties());
    Instant started = started(application).orElse(now);
    Program program =
        new Program(
            secrecy.text(ApplicationName.of(known(identity.name()))),
            known(identity.sparkVersion()),
            secrecy.text(Placement.image(application)));
    String id = id(origin, diagnosis, sources);
    List<FailureEvent> failures =
        new Events(diagnosis, id, origin, program, started, secrecy).all();
    List<Exposure> exposures = Placement.exposures(application, failures);
    SparkConf conf = Measures.conf(application);
    Resources resources = resources(application, conf);
    ApplicationRun run =
        new ApplicationRun(
            id,
            origin,
            program,
            known(identity.id()),
            identity.attempt(),
            conf.manager().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            started,
            millis(application.end()),
            application.outcome(),
            diagnosis.verdict().cause(),
            diagnosis.verdict().confidence(),
            resources,
            use(application, exposures, resources),
            secrecy.properties(),
            !exposures.isEmpty(),
            sources.stream().filter(SourceUse::used).mapToLong(SourceUse::bytes).sum(),
            Instant.ofEpochMilli(now.toEpochMilli()));
    return new RunRecord(run, exposures.stream().map(Recording::millis).toList(), failures);
  }

  private Origin origin(Map<String, String> properties) {
    String place =
        properties.getOrDefault(
            "spark.kubernetes.namespace", properties.getOrDefault("spark.yarn.queue", ""));
    return new Origin(cluster, project.isBlank() ? place : project, team);
  }

  /**
   * The cluster manager's id tells runs apart; where it is not known, name and start do; else what
   * was read, and what it cites: files of a name and size may tell of two runs.
   */
  private static String id(Origin origin, Diagnosis diagnosis, List<SourceUse> sources) {
    Application application = diagnosis.application();
    Application.Identity identity = application.identity();
    String applicationId = known(identity.id());
    if (!applicationId.isEmpty()) {
      return Ids.of(
          'r',
          origin.cluster(),
          origin.project(),
          applicationId,
          String.valueOf(identity.attempt()));
    }
    Instant start = application.start();
    if (start != null && !known(identity.name()).isEmpty()) {
      return Ids.of(
          'r', origin.cluster(), origin.project(), known(identity.name()), start.toString());
    }
    String read =
        sources.stream()
            .filter(SourceUse::used)
            .map(
                source ->
                    source.name().substring(source.name().lastIndexOf('/') + 1)
                        + " "
                        + source.bytes())
            .sorted()
            .collect(Collectors.joining(","));
    String cited =
        diagnosis
            .each()
            .flatMap(one -> one.incident().evidence().stream())
            .map(evidence -> evidence.time() + " " + evidence.excerpt())
            .collect(Collectors.joining(","));
    return Ids.of('r', origin.cluster(), origin.project(), read, String.valueOf(start), cited);
  }

  private static Optional<Instant> started(Application application) {
    Instant known = application.start() == null ? application.end() : application.start();
    return Optional.ofNullable(millis(known));
  }

  private static Resources resources(Application application, SparkConf conf) {
    if (!conf.isRead()) {
      return Resources.UNKNOWN;
    }
    boolean local = application.isLocalMode();
    return new Resources(
        conf.executorCores(),
        local ? 0 : MemoryPlan.executor(conf).container(),
        MemoryPlan.driver(conf).container());
  }

  private static Use use(Application application, List<Exposure> exposures, Resources resources) {
    double coreHours = coreHours(application);
    double hours = exposures.stream().mapToDouble(Exposure::hours).sum();
    if (coreHours == 0) {
      coreHours = exposures.stream().mapToDouble(one -> one.hours() * one.cores()).sum();
    }
    long bytes = 0;
    long tasks = 0;
    for (StageProfile stage : application.stages()) {
      bytes += (long) (stage.input().sum() + stage.shuffleRead().sum());
      tasks += stage.succeededTasks();
    }
    boolean failed = application.outcome() == Outcome.FAILED;
    CoreUse cores = application.usage().cores();
    return new Use(
        exposures.size(),
        coreHours,
        hours * resources.executorMemory() / GIB,
        failed ? coreHours : cores.lost() / MILLIS_PER_HOUR,
        bytes,
        tasks);
  }

  static double coreHours(Application application) {
    return application.usage().cores().held() / MILLIS_PER_HOUR;
  }

  private static Exposure millis(Exposure exposure) {
    return new Exposure(
        exposure.executor(),
        exposure.node(),
        Instant.ofEpochMilli(exposure.from().toEpochMilli()),
        Instant.ofEpochMilli(exposure.until().toEpochMilli()),
        exposure.cores(),
        exposure.failure());
  }

  /** As a database keeps it. */
  private static @Nullable Instant millis(@Nullable Instant time) {
    return time == null ? null : Instant.ofEpochMilli(time.toEpochMilli());
  }

  private static String known(@Nullable String text) {
    return text == null ? "" : text;
  }
}

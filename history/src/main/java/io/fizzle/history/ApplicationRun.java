package io.fizzle.history;

import io.fizzle.application.Outcome;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One run of an application, healthy or failed.
 *
 * @param id made of what identifies the run, so that the same run has the same id in every history;
 *     begins with {@code r}
 * @param applicationId the cluster manager's id, empty where not known
 * @param attempt YARN's attempt, 0 where there is none
 * @param manager {@code yarn}, {@code kubernetes}, ...; see {@code ClusterManager}
 * @param started first time told by the run; where it tells none, when it was recorded
 * @param ended last time told by the run; null where not known
 * @param cause id of the verdict's cause, {@code healthy} or {@code undetermined}
 * @param confidence probability of the verdict, 0 to 1
 * @param configuration Spark properties, secrets masked
 * @param exposed true where the executors and their places are known, so that rates may count it
 * @param evidenceBytes how much was read for this diagnosis; a reading of less never replaces one
 *     of more
 * @param recorded when it came into a history first
 */
public record ApplicationRun(
    String id,
    Origin origin,
    Program program,
    String applicationId,
    int attempt,
    String manager,
    Instant started,
    @Nullable Instant ended,
    Outcome outcome,
    String cause,
    double confidence,
    Resources resources,
    Use use,
    Map<String, String> configuration,
    boolean exposed,
    long evidenceBytes,
    Instant recorded) {
  public ApplicationRun {
    configuration = Collections.unmodifiableMap(new TreeMap<>(configuration));
  }

  /** The same run, known since this time. */
  public ApplicationRun recordedAt(Instant time) {
    return new ApplicationRun(
        id,
        origin,
        program,
        applicationId,
        attempt,
        manager,
        started,
        ended,
        outcome,
        cause,
        confidence,
        resources,
        use,
        configuration,
        exposed,
        evidenceBytes,
        time);
  }

  /** The same run with this configuration. */
  public ApplicationRun configured(Map<String, String> properties) {
    return new ApplicationRun(
        id,
        origin,
        program,
        applicationId,
        attempt,
        manager,
        started,
        ended,
        outcome,
        cause,
        confidence,
        resources,
        use,
        properties,
        exposed,
        evidenceBytes,
        recorded);
  }

  /** The same run with this use. */
  public ApplicationRun using(Use what) {
    return new ApplicationRun(
        id,
        origin,
        program,
        applicationId,
        attempt,
        manager,
        started,
        ended,
        outcome,
        cause,
        confidence,
        resources,
        what,
        configuration,
        exposed,
        evidenceBytes,
        recorded);
  }
}

package io.fizzle.application;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one picture of a run. Its size grows with executors and stages, never with tasks or log
 * lines.
 *
 * @param identity who it is
 * @param properties Spark properties as they were in force, secrets masked
 * @param outcome how it ended
 * @param outcomeEvidence what says so; null where the outcome is unknown
 * @param start first time told by the application itself; null where none is
 * @param end last time told by it; null where none is
 * @param driver the driver's life
 * @param applicationMaster the life of YARN's application master where it is a process of its own,
 *     in client mode; without facts elsewhere
 * @param executors executors by id, in the order of appearance
 * @param anonymous facts about a process that no source names
 * @param stages stage attempts in the order of appearance
 * @param failedAttempts task attempts that failed, in the order of time, bounded
 * @param facts facts about the application and the machines
 * @param usage what it did with the cores and the memory that it held
 */
public record Application(
    Identity identity,
    Map<String, String> properties,
    Outcome outcome,
    @Nullable Evidence outcomeEvidence,
    @Nullable Instant start,
    @Nullable Instant end,
    ProcessLife driver,
    ProcessLife applicationMaster,
    Map<String, ProcessLife> executors,
    ProcessLife anonymous,
    List<StageProfile> stages,
    List<FailedAttempt> failedAttempts,
    Facts facts,
    Usage usage) {

  public Application {
    properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    executors = Collections.unmodifiableMap(new LinkedHashMap<>(executors));
    stages = List.copyOf(stages);
    failedAttempts = List.copyOf(failedAttempts);
  }

  /**
   * Who the application is; components are null where no source tells them.
   *
   * @param attempt YARN's attempt, counted from 1; 0 where the cluster manager makes none, or where
   *     only one is known
   */
  public record Identity(
      @Nullable String id,
      @Nullable String name,
      @Nullable String sparkVersion,
      @Nullable String master,
      @Nullable String javaVersion,
      int attempt) {}

  /**
   * The same application without what only a closer look needs. A folder of a thousand event logs
   * gives a thousand pictures; only the one that is told in full must be whole.
   */
  public Application outline() {
    return new Application(
        identity,
        Map.of(),
        outcome,
        outcomeEvidence,
        start,
        end,
        driver,
        applicationMaster,
        Map.of(),
        new ProcessLife(Owner.UNKNOWN, Facts.NONE, Optional.empty(), Optional.empty()),
        List.of(),
        List.of(),
        Facts.NONE,
        usage);
  }

  /** The life of this process; empty where nothing is known of it. */
  public Optional<ProcessLife> life(Owner owner) {
    if (owner.isDriver()) {
      return Optional.of(driver);
    }
    return Optional.ofNullable(executors.get(owner.id()));
  }

  /** True where driver and executor are one process ({@code local}, {@code local[*]}). */
  public boolean isLocalMode() {
    String master = identity.master();
    return master != null && master.startsWith("local") && !master.startsWith("local-cluster");
  }

  /** True where a task ran on the driver's own JVM, as in local mode. */
  public boolean ranTasksOnDriver() {
    return isLocalMode()
        || failedAttempts.stream().anyMatch(attempt -> attempt.executorId().equals("driver"));
  }
}

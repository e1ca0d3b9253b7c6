package io.fizzle.application;

import io.fizzle.application.Application.Identity;
import io.fizzle.evidence.Owner;
import io.fizzle.signal.ApplicationSignal;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.MachineSignal;
import io.fizzle.signal.QuerySignal;
import io.fizzle.signal.RemovalReason;
import io.fizzle.signal.Signal;
import io.fizzle.signal.WorkSignal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Folds signals into an {@link Application} in one pass; not thread-safe. */
public final class ApplicationBuilder {
  private static final String KUBERNETES = "k8s";

  private final ProcessRecorder processes = new ProcessRecorder();
  private final WorkRecorder work = new WorkRecorder();
  private final JobCourse jobs = new JobCourse();
  private final PythonTracebacks tracebacks = new PythonTracebacks();
  private final UsageRecorder usage = new UsageRecorder(work);
  private final Facts.Recorder facts = new Facts.Recorder();
  private final Map<String, String> properties = new LinkedHashMap<>();
  private final @Nullable String knownId;
  private Identity identity;
  private boolean onKubernetes;
  private @Nullable Instant start;
  private @Nullable Instant end;

  public ApplicationBuilder() {
    this(null, 0);
  }

  /**
   * Folds one attempt of an application.
   *
   * @param knownId the application's id, where its sources' names tell what none of them says; null
   *     where they do not
   * @param attempt counted from 1; 0 where there are none to tell apart
   */
  public ApplicationBuilder(@Nullable String knownId, int attempt) {
    this.knownId = knownId;
    identity = new Identity(null, null, null, null, null, attempt);
  }

  /** Takes one more signal, in the order of its source. */
  public void accept(Signal signal) {
    usage.accept(signal);
    if (signal instanceof WorkSignal workSignal) {
      acceptWork(workSignal);
    } else if (signal instanceof ExecutorSignal.PolledByTask || signal instanceof QuerySignal) {
      return;
    } else if (signal instanceof ExecutorSignal executorSignal) {
      processes.add(Owner.executor(executorSignal.executorId()), executorSignal);
      onKubernetes |= saysKubernetes(executorSignal);
    } else if (signal instanceof JvmSignal jvmSignal) {
      processes.add(jvmSignal);
    } else if (signal instanceof FailureSignal failureSignal) {
      acceptFailure(failureSignal);
    } else if (signal instanceof MachineSignal machineSignal) {
      acceptMachine(machineSignal);
    } else if (signal instanceof ApplicationSignal applicationSignal) {
      acceptApplication(applicationSignal);
    }
  }

  private static boolean saysKubernetes(ExecutorSignal signal) {
    return signal instanceof ExecutorSignal.Removed removed
        && removed.reason().manager() == RemovalReason.Manager.KUBERNETES;
  }

  private void acceptWork(WorkSignal signal) {
    work.add(signal);
    if (signal instanceof WorkSignal.TaskFailed failed) {
      processes.addTask(Owner.executor(failed.executorId()), failed);
    } else if (signal instanceof WorkSignal.TaskSucceeded succeeded) {
      processes.addTask(Owner.executor(succeeded.executorId()), succeeded);
    } else if (!(signal instanceof WorkSignal.TaskStarted
        || signal instanceof WorkSignal.StageStarted
        || signal instanceof WorkSignal.StageShaped)) {
      facts.add(signal);
    }
    jobs.accept(signal);
    if (signal instanceof WorkSignal.JobStarted started) {
      tracebacks.jobBegan(started).forEach(this::acceptFailure);
    }
    if (signal instanceof WorkSignal.JobStarted || signal instanceof WorkSignal.JobEnded) {
      observe(signal.evidence().time());
    }
  }

  private void acceptFailure(FailureSignal signal) {
    if (signal instanceof FailureSignal.Uncaught uncaught) {
      processes.add(uncaught.owner(), uncaught);
    } else if (signal instanceof FailureSignal.Logged logged) {
      processes.add(logged.owner(), logged);
    } else if (signal instanceof FailureSignal.PythonTraceback traceback) {
      tracebacks.printed(traceback);
      observe(signal.evidence().time());
    } else {
      processes.add(Owner.DRIVER, signal);
      observe(signal.evidence().time());
    }
  }

  private void acceptMachine(MachineSignal signal) {
    if (signal instanceof MachineSignal.CgroupMemory cgroup) {
      processes.add(cgroup);
    } else if (signal instanceof MachineSignal.CgroupWaits waits) {
      processes.add(waits.owner(), waits);
    } else if (signal instanceof MachineSignal.ContainerOverLimit over) {
      processes.addContainer(over.executorId(), over.container(), over);
    } else if (signal instanceof MachineSignal.MasterEnded ended) {
      processes.addMaster(ended);
    } else if (signal instanceof MachineSignal.ContainerExited exited) {
      if (exited.owner().isDriver()) {
        processes.add(Owner.DRIVER, exited);
      } else {
        processes.addContainer(exited.owner().id(), exited.container(), exited);
      }
    } else if (signal instanceof MachineSignal.PodDescribed pod) {
      processes.add(pod.owner(), pod);
      onKubernetes = true;
    } else if (signal instanceof MachineSignal.PodEnded ended) {
      processes.add(ended.owner(), ended);
      onKubernetes = true;
    } else if (signal instanceof MachineSignal.KernelOomKill kill) {
      processes.addKernelKill(kill);
      facts.add(kill);
    } else {
      facts.add(signal);
    }
  }

  private void acceptApplication(ApplicationSignal signal) {
    observe(signal.evidence().time());
    if (signal instanceof ApplicationSignal.Identified identified) {
      // who knows no more than the manager's name leaves the address to others
      boolean bare = KUBERNETES.equals(identified.master());
      onKubernetes |= bare;
      identity =
          new Identity(
              first(identity.id(), identified.id()),
              first(identity.name(), identified.name()),
              first(identity.sparkVersion(), identified.sparkVersion()),
              first(identity.master(), bare ? null : identified.master()),
              first(identity.javaVersion(), identified.javaVersion()),
              identity.attempt());
    } else if (signal instanceof ApplicationSignal.Configured configured) {
      configured
          .properties()
          .forEach(
              (key, value) -> {
                if (configured.complete()) {
                  properties.put(key, value);
                } else {
                  properties.putIfAbsent(key, value);
                }
              });
    } else {
      facts.add(signal);
    }
  }

  /** An operator does not tell the address of the API server, which the driver's own log does. */
  private @Nullable String master() {
    return first(identity.master(), properties.get("spark.master"));
  }

  /** Where nobody names the master: what the words of Kubernetes, or an id of YARN's, tell. */
  private @Nullable String manager(@Nullable String id) {
    if (onKubernetes) {
      return KUBERNETES;
    }
    return id != null && id.startsWith("application_") ? "yarn" : null;
  }

  private static @Nullable String first(@Nullable String known, @Nullable String told) {
    return known == null ? told : known;
  }

  private void observe(@Nullable Instant time) {
    if (time == null) {
      return;
    }
    start = start == null || time.isBefore(start) ? time : start;
    end = end == null || time.isAfter(end) ? time : end;
  }

  /** The driver runs outside of the cluster; Spark 1.x has it in the master's name. */
  private boolean isClientMode(@Nullable String master) {
    return "client".equals(properties.get("spark.submit.deployMode"))
        || "yarn-client".equals(master);
  }

  /** The picture so far. */
  public Application build() {
    String id = first(first(identity.id(), properties.get("spark.app.id")), knownId);
    Identity complete =
        new Identity(
            id,
            first(identity.name(), properties.get("spark.app.name")),
            identity.sparkVersion(),
            first(master(), manager(id)),
            identity.javaVersion(),
            identity.attempt());
    tracebacks.settle().forEach(this::acceptFailure);
    Facts all = facts.build();
    ProcessRecorder.Lives lives = processes.build(isClientMode(complete.master()));
    OutcomeRule.Decision decision =
        OutcomeRule.decide(
            all,
            lives.driver(),
            lives.executors().values(),
            jobs.hasLeftOne() || tracebacks.mayHaveEndedIt());
    return new Application(
        complete,
        Map.copyOf(properties),
        decision.outcome(),
        decision.evidence(),
        start,
        end,
        lives.driver(),
        lives.applicationMaster(),
        lives.executors(),
        lives.anonymous(),
        work.stages(),
        work.failedAttempts(),
        all,
        usage.build());
  }
}

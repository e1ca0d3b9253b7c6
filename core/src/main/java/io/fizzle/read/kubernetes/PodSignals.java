package io.fizzle.read.kubernetes;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.read.ReadInput;
import io.fizzle.read.SignalSink;
import io.fizzle.read.kubernetes.Pod.Condition;
import io.fizzle.read.kubernetes.Pod.Container;
import io.fizzle.read.kubernetes.Pod.State;
import io.fizzle.read.message.Hindrances;
import io.fizzle.signal.ApplicationSignal.Configured;
import io.fizzle.signal.ApplicationSignal.FinalStatus;
import io.fizzle.signal.ApplicationSignal.Identified;
import io.fizzle.signal.ExecutorSignal.StartFailed;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.MachineSignal.ContainerExited;
import io.fizzle.signal.MachineSignal.Hindrance;
import io.fizzle.signal.MachineSignal.PodDescribed;
import io.fizzle.signal.MachineSignal.PodEnded;
import io.fizzle.signal.MachineSignal.Waiting;
import io.fizzle.signal.RemovalReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what is told of a pod into signals about its process. */
final class PodSignals {
  private static final int SIGKILL = 137;
  private static final int SHORTEST_ID = 32;

  private final ReadInput input;
  private final SignalSink sink;
  private final List<String> remarks = new ArrayList<>();
  private Source source;

  PodSignals(ReadInput input, SignalSink sink) {
    this.input = input;
    this.sink = sink;
    this.source = input.source();
  }

  /** What follows is told of a pod of this application, which is one of several; empty for none. */
  void enter(String application, Owner owner) {
    source = application.isEmpty() ? input.source() : input.source().section(application, owner);
  }

  /** What a person should know that is no fact about a process of Spark. */
  List<String> remarks() {
    return remarks;
  }

  /**
   * Tells of one pod.
   *
   * @param owner the process in it
   * @param events what events tell of it
   */
  void tell(Pod pod, Owner owner, EventTrail events) {
    Optional<Container> spark = PodRole.sparkContainer(pod);
    describe(pod, owner, spark);
    identify(pod, owner, spark);
    phase(pod, owner);
    disruption(pod, owner, events);
    boolean began = spark.isPresent() && container(pod, owner, spark.get(), events);
    for (Container other : pod.containers()) {
      if (other.init()) {
        began |= initial(owner, other);
      } else if (spark.isEmpty() || !other.equals(spark.get())) {
        beside(pod, other);
      }
    }
    if (!began) {
      hindrance(pod, owner, events);
    }
  }

  private void describe(Pod pod, Owner owner, Optional<Container> spark) {
    sink.accept(
        new PodDescribed(
            evidence(pod.cited(), null),
            owner,
            pod.name(),
            pod.node(),
            pod.phase(),
            spark.map(Container::image).orElse(""),
            spark.map(Container::memoryLimit).orElse(0L),
            spark.map(Container::memoryRequest).orElse(0L),
            ids(pod, spark),
            pod.controller()));
  }

  /** Tells on which node a pod was put of which only events tell. */
  void placed(Owner owner, String pod, String node, ClusterEvent event) {
    sink.accept(
        new PodDescribed(
            evidence(event.cited(), event.last()), owner, pod, node, "", "", 0, 0, Set.of()));
  }

  /** Short ids name nothing for certain. */
  private static Set<String> ids(Pod pod, Optional<Container> spark) {
    Set<String> ids = new HashSet<>();
    ids.add(pod.uid());
    spark.ifPresent(container -> ids.add(container.id()));
    ids.removeIf(id -> id.length() < SHORTEST_ID);
    return ids;
  }

  /** Spark writes into labels and environment of its pods what it runs with. */
  private void identify(Pod pod, Owner owner, Optional<Container> spark) {
    Map<String, String> labels = pod.labels();
    Map<String, String> environment = spark.map(Container::environment).orElse(Map.of());
    String id = labels.getOrDefault("spark-app-selector", "");
    if (owner.equals(Owner.UNKNOWN) || id.isEmpty() && environment.isEmpty()) {
      return;
    }
    Evidence evidence = evidence(pod.cited(), null);
    sink.accept(
        new Identified(
            evidence,
            id.isEmpty() ? environment.get("SPARK_APPLICATION_ID") : id,
            labels.get("spark-app-name"),
            labels.get("spark-version"),
            null,
            null));
    Map<String, String> properties = new LinkedHashMap<>();
    if (owner.isDriver() && "driver".equals(labels.get("spark-role"))) {
      properties.put("spark.submit.deployMode", "cluster");
    }
    if (owner.isExecutor()) {
      copy(environment, "SPARK_EXECUTOR_MEMORY", properties, "spark.executor.memory");
      copy(environment, "SPARK_EXECUTOR_CORES", properties, "spark.executor.cores");
    }
    if (!properties.isEmpty()) {
      sink.accept(new Configured(evidence, properties, false));
    }
  }

  private static void copy(
      Map<String, String> from, String name, Map<String, String> properties, String key) {
    String value = from.getOrDefault(name, "");
    if (!value.isEmpty()) {
      properties.put(key, value);
    }
  }

  /** The driver's pod ends as its application does: Spark submits it with restartPolicy Never. */
  private void phase(Pod pod, Owner owner) {
    boolean succeeded = pod.phase().equals("Succeeded");
    if (owner.isDriver() && (succeeded || pod.phase().equals("Failed"))) {
      sink.accept(new FinalStatus(evidence(pod.reasonCited(), null), succeeded));
    }
  }

  private void disruption(Pod pod, Owner owner, EventTrail events) {
    RemovalReason told = Disruptions.ofPod(pod);
    if (told != null) {
      sink.accept(new PodEnded(evidence(pod.reasonCited(), since(pod)), owner, told));
      return;
    }
    for (Condition condition : pod.conditions()) {
      RemovalReason reason = Disruptions.ofCondition(condition);
      if (reason != null) {
        sink.accept(new PodEnded(evidence(condition.cited(), condition.since()), owner, reason));
        return;
      }
    }
    boolean over = !pod.phase().equals("Succeeded") && !pod.phase().equals("Running");
    // after a probe that failed the same pod goes on with a new container
    boolean again = pod.containers().stream().anyMatch(one -> one.last().isTerminated());
    events
        .end()
        .filter(event -> over || again && Disruptions.isProbe(event))
        .ifPresent(event -> ended(owner, event));
  }

  /** Tells that an event ended a pod. */
  void ended(Owner owner, ClusterEvent event) {
    RemovalReason reason = Disruptions.ofEvent(event);
    if (reason != null) {
      sink.accept(new PodEnded(evidence(event.cited(), event.last()), owner, reason));
    }
  }

  private static @Nullable Instant since(Pod pod) {
    return pod.conditions().stream()
        .filter(condition -> condition.type().equals("DisruptionTarget"))
        .map(Condition::since)
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** True where the container has begun to work, or its state says why it does not. */
  private boolean container(Pod pod, Owner owner, Container spark, EventTrail events) {
    exited(owner, spark.last(), spark);
    exited(owner, spark.state(), spark);
    State state = spark.state();
    if (!state.isWaiting()) {
      return state.isRunning() || state.isTerminated();
    }
    switch (state.reason()) {
      case "CrashLoopBackOff" -> crashLoop(owner, spark);
      case "", "ContainerCreating", "PodInitializing" -> {
        return spark.last().isTerminated();
      }
      default -> waits(owner, pod, state, events);
    }
    return true;
  }

  private void exited(Owner owner, State state, Container container) {
    Integer code = state.exitCode();
    if (code == null) {
      return;
    }
    String reason = state.reason().isEmpty() ? null : state.reason();
    String says =
        reason != null && code == SIGKILL && reason.equals("OOMKilled")
            ? limit(container)
            : state.message();
    sink.accept(
        new ContainerExited(
            evidence(state.cited(), state.finished()),
            owner.equals(Owner.UNKNOWN) ? container.name() : "",
            owner,
            code,
            reason,
            says));
  }

  private static String limit(Container container) {
    return container.memoryLimit() > 0
        ? "memory limit " + container.memoryLimit() + " bytes"
        : "the container has no memory limit of its own";
  }

  private void crashLoop(Owner owner, Container container) {
    State last = container.last();
    boolean told = "OOMKilled".equals(last.reason());
    if (!told) {
      startFailed(
          owner,
          container.state(),
          "its container is started again and again"
              + (last.exitCode() == null ? "" : " and ends with exit code " + last.exitCode()));
    }
  }

  private void startFailed(Owner owner, State state, String what) {
    sink.accept(
        new StartFailed(
            evidence(state.cited(), state.finished()),
            owner.isDriver() ? "driver" : owner.id(),
            Failure.of(FailureKind.OTHER, "", what)));
  }

  /** An init container that failed keeps the pod from its work; the Spark container never ran. */
  private boolean initial(Owner owner, Container init) {
    State failed = init.state().isTerminated() ? init.state() : init.last();
    Integer code = failed.exitCode();
    if (code != null && code != 0) {
      String reason = failed.reason().isEmpty() ? "" : " (" + failed.reason() + ")";
      startFailed(
          owner,
          failed,
          "init container " + init.name() + " ended with exit code " + code + reason);
      return true;
    }
    State state = init.state();
    boolean starting =
        state.reason().isEmpty()
            || state.reason().equals("PodInitializing")
            || state.reason().equals("ContainerCreating");
    if (state.isWaiting() && !starting) {
      sink.accept(
          new Waiting(
              evidence(state.cited(), null),
              owner.label(),
              words(state),
              Hindrances.of(words(state))));
      return true;
    }
    return false;
  }

  /** What happens to a container beside Spark's is not Spark's end. */
  private void beside(Pod pod, Container other) {
    for (State state : List.of(other.state(), other.last())) {
      Integer code = state.exitCode();
      if (code != null && code != 0 && remarks.size() < 5) {
        remarks.add(
            "line "
                + state.cited().line()
                + ": container "
                + other.name()
                + " beside Spark's in "
                + pod.name()
                + " ended with exit code "
                + code
                + (state.reason().isEmpty() ? "" : " (" + state.reason() + ")"));
        return;
      }
    }
  }

  private void hindrance(Pod pod, Owner owner, EventTrail events) {
    Optional<ClusterEvent> standing = events.standing();
    if (standing.isPresent()) {
      waits(owner, standing.get());
      return;
    }
    pod.conditions().stream()
        .filter(condition -> condition.type().equals("PodScheduled"))
        .filter(condition -> condition.status().equals("False"))
        .filter(condition -> !condition.reason().isEmpty() && pod.phase().equals("Pending"))
        .findFirst()
        .ifPresent(
            condition -> {
              String words = condition.reason() + ": " + condition.message();
              sink.accept(
                  new Waiting(
                      evidence(condition.cited(), condition.since()),
                      owner.label(),
                      words,
                      Hindrances.of(words)));
            });
  }

  /** Tells what an event says that a pod waits for. */
  void waits(Owner owner, ClusterEvent event) {
    sink.accept(
        new Waiting(
            evidence(event.cited(), event.last()),
            owner.label(),
            event.text(),
            EventTrail.kind(event)));
  }

  /** A state without a message says less than the event behind it. */
  private void waits(Owner owner, Pod pod, State state, EventTrail events) {
    Hindrance hindrance = Hindrances.of(words(state));
    if (state.message().isEmpty()) {
      events
          .standing()
          .filter(event -> EventTrail.kind(event) == hindrance)
          .ifPresent(event -> waits(owner, event));
    }
    String subject = owner.equals(Owner.UNKNOWN) ? "pod " + pod.name() : owner.label();
    sink.accept(new Waiting(evidence(state.cited(), null), subject, words(state), hindrance));
  }

  private static String words(State state) {
    return state.message().isEmpty() ? state.reason() : state.reason() + ": " + state.message();
  }

  Evidence evidence(Cited cited, @Nullable Instant time) {
    return new Evidence(
        source, cited.line(), time == null ? null : input.clock().zoned(time), cited.excerpt());
  }
}

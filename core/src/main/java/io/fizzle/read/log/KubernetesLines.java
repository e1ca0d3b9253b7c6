package io.fizzle.read.log;

import io.fizzle.evidence.Owner;
import io.fizzle.read.log.LogEntry.Extent;
import io.fizzle.read.message.ContainerStatuses;
import io.fizzle.read.message.ContainerStatuses.Status;
import io.fizzle.read.message.Failures;
import io.fizzle.read.message.Hindrances;
import io.fizzle.read.message.PodName;
import io.fizzle.read.message.RemovalReasons;
import io.fizzle.signal.ApplicationSignal.Configured;
import io.fizzle.signal.ApplicationSignal.FinalStatus;
import io.fizzle.signal.ApplicationSignal.Identified;
import io.fizzle.signal.ExecutorSignal.Removed;
import io.fizzle.signal.ExecutorSignal.StartFailed;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.MachineSignal.ContainerExited;
import io.fizzle.signal.MachineSignal.Waiting;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of Spark on Kubernetes (ExecutorPodsLifecycleManager, LoggingPodStatusWatcherImpl,
 * KubernetesUtils.containersDescription), of the kubelet, and listings of kubectl.
 */
final class KubernetesLines {
  /** What Spark prints where a pod has no container status (ExecutorPodsLifecycleManager). */
  private static final int UNKNOWN_EXIT_CODE = -1;

  private static final int SIGKILL = 137;

  /** The lines of a container's description that tell how it ended, the more telling last. */
  private static final List<String> ENDS = List.of("exit code: ", "termination reason: ");

  private static final Pattern EXECUTOR_POD = Pattern.compile("-exec-(\\d{1,9})\\b");

  /** So much text around a container's status may name the containers beside it. */
  private static final int AROUND = 4_000;

  private static final int LINES_AROUND = 40;

  /** A line of {@code kubectl get pods}, of one namespace or of all, whose status tells an end. */
  private static final String LISTED =
      "^(?:\\S{1,63}\\s{1,200})?(\\S{1,253})\\s{1,200}\\d{1,3}/\\d{1,3}\\s{1,20}(Init:)?(Pending"
          + "|OOMKilled|Evicted|Error|Completed|ImagePullBackOff|ErrImagePull|InvalidImageName"
          + "|CrashLoopBackOff|RunContainerError|CreateContainer\\w{0,20}|ContainerCreating"
          + "|NodeLost|ContainerStatusUnknown|Preempting)\\s{1,20}\\d{1,6}";

  private KubernetesLines() {}

  static List<LinePattern> patterns() {
    return LinePatterns.join(
        containers(), programs(), listings(), pods(), manager(), applications());
  }

  private static List<LinePattern> containers() {
    return List.of(
        LinePattern.of(
                "pod-exited",
                "The executor with id ",
                "The executor with (?:id|ID) (\\d{1,9}) (?:exited with exit code|was deleted|was"
                    + " not found|\\()",
                KubernetesLines::executorGone)
            .announcedBy("The executor with id ", "The executor with ID "),
        LinePattern.of(
            "container-final-statuses",
            "Container final statuses:",
            "Container final statuses:",
            (entry, match) -> statuses(entry, entry.following(Extent.REASON))),
        LinePattern.within(
            "container-status",
            "container name: ",
            "^\\s{0,20}container name: ",
            (entry, match) -> statuses(entry, entry.with(Extent.PARAGRAPH))));
  }

  /** What a container's runtime writes into its log where the kernel does not know the program. */
  private static List<LinePattern> programs() {
    return List.of(
        LinePattern.within(
            "exec-format",
            "exec format error",
            "\\bexec (?:/\\S{1,300}|user process caused\\W{1,3}).{0,200}?exec format error",
            (entry, match) -> {
              Owner owner = entry.owner();
              entry.emit(
                  new StartFailed(
                      entry.evidence(),
                      owner.isDriver() ? "driver" : owner.isExecutor() ? owner.id() : "",
                      Failures.parse(entry.line().text().strip())));
            }));
  }

  private static List<LinePattern> listings() {
    return List.of(
        LinePattern.within("pod-listing", "Pending ", LISTED, KubernetesLines::listed)
            .announcedBy(
                "Pending ",
                "OOMKilled ",
                "Evicted ",
                "Error ",
                " Completed ",
                "BackOff ",
                "ErrImagePull ",
                "InvalidImageName ",
                "ContainerCreating ",
                "CreateContainer",
                "ContainerStatusUnknown "));
  }

  private static List<LinePattern> pods() {
    return List.of(
        LinePattern.within(
                "image-pull",
                "ImagePullBackOff",
                "ErrImagePull|ImagePullBackOff|ErrImageNeverPull|InvalidImageName|Failed to pull"
                    + " image",
                (entry, match) -> waits(entry, subject(entry), entry.line().text().strip()))
            .announcedBy(
                "ImagePullBackOff",
                "ErrImagePull",
                "ErrImageNeverPull",
                "InvalidImageName",
                "Failed to pull image"),
        LinePattern.within(
                "pod-unschedulable",
                "FailedScheduling",
                "FailedScheduling|\\d{1,6}/\\d{1,6} nodes are available|were not detected in the"
                    + " Kubernetes cluster",
                (entry, match) -> waits(entry, subject(entry), entry.line().text().strip()))
            .announcedBy(
                "FailedScheduling",
                " nodes are available",
                "were not detected in the Kubernetes cluster"),
        LinePattern.within(
                "pod-evicted",
                "The node was low on resource: ",
                "The node was low on resource: |Usage of EmptyDir volume |ephemeral local storage"
                    + " usage exceeds|The API gave the following brief reason: Evicted",
                (entry, match) ->
                    exited(entry, UNKNOWN_EXIT_CODE, "Evicted", entry.with(Extent.PARAGRAPH)))
            .announcedBy(
                "The node was low on resource: ", "Usage of EmptyDir volume ",
                "ephemeral local storage usage exceeds", "following brief reason: Evicted"),
        LinePattern.within(
            "oom-killed",
            "OOMKilled",
            "\\bOOMKilled\\b",
            (entry, match) -> exited(entry, SIGKILL, "OOMKilled", entry.line().text().strip())));
  }

  /** Lines of classes that only run on Kubernetes, the last of them only in cluster mode. */
  private static List<LinePattern> manager() {
    return List.of(
        LinePattern.within(
            "pods-requested",
            " executors from Kubernetes",
            "Going to request \\d{1,9} executors from Kubernetes",
            (entry, match) -> onKubernetes(entry)),
        LinePattern.of(
            "backend-ready",
            "SchedulerBackend is ready for scheduling beginning",
            "SchedulerBackend is ready for scheduling beginning",
            (entry, match) -> {
              if (entry.logger().startsWith("KubernetesClusterSchedulerBackend")) {
                onKubernetes(entry);
              }
            }),
        LinePattern.of(
            "driver-pod-state",
            "State changed, new state:",
            "State changed, new state:",
            (entry, match) -> submitted(entry)));
  }

  private static void onKubernetes(LogEntry entry) {
    entry.emit(new Identified(entry.evidence(), null, null, null, "k8s", null));
  }

  /** The one who submitted a driver into a pod of its own watches it. */
  private static void submitted(LogEntry entry) {
    onKubernetes(entry);
    entry.emit(
        new Configured(entry.evidence(), Map.of("spark.submit.deployMode", "cluster"), false));
  }

  private static List<LinePattern> applications() {
    return List.of(
        LinePattern.of(
            "kubernetes-application",
            " with application ID ",
            "(?:Deployed Spark application|Application) (\\S{1,253}) with application ID"
                + " (\\S{1,100})",
            (entry, match) ->
                entry.emit(
                    new Identified(
                        entry.evidence(), match.group(2), match.group(1), null, null, null))),
        // ExecutorPodsAllocator exits with 11 right behind this line (Spark 3.5 to 4.2), and its
        // shutdown hook then stops the context as if nothing had happened
        LinePattern.of(
            "executors-kept-failing",
            "Max number of executor failures",
            "^Max number of executor failures \\(\\d{1,9}\\) reached",
            (entry, match) ->
                entry.emit(
                    new FinalStatus(
                        entry.evidence(), false, Failures.parse(entry.line().message())))),
        LinePattern.within(
            "kubernetes-final-phase",
            "(phase: ",
            "Application status for (\\S{1,253}) \\(phase: (Failed|Succeeded)\\)",
            (entry, match) -> {
              if (entry.session().launches().isNews(match.group(1) + match.group(2))) {
                submitted(entry);
                boolean succeeded = match.group(2).equals("Succeeded");
                entry.emit(
                    new FinalStatus(
                        entry.evidence(), succeeded, Failures.parse(entry.line().message())));
              }
            }));
  }

  /** The reason of a loss that stands without the line it belongs to. */
  private static void executorGone(LogEntry entry, Matcher match) {
    String text = (entry.message() + "\n" + entry.following(Extent.REASON)).strip();
    entry.emit(new Removed(entry.evidence(), match.group(1), null, RemovalReasons.parse(text)));
  }

  private static void statuses(LogEntry entry, String text) {
    ContainerStatuses statuses = ContainerStatuses.of(text);
    if (statuses.all().size() == 1) {
      ENDS.forEach(end -> entry.cite(List.of(end)));
    }
    statuses
        .spark()
        .filter(status -> !isBesideSpark(entry, status.name()))
        .ifPresent(status -> status(entry, status, text));
  }

  /** A container with a name of its own is not Spark's where one with Spark's name is told of. */
  private static boolean isBesideSpark(LogEntry entry, String container) {
    if (PodName.rank(container) < PodName.FOREIGN) {
      return false;
    }
    String around = String.join("\n", entry.preceding(LINES_AROUND)) + "\n" + entry.ahead(AROUND);
    return ContainerStatuses.of(around).all().stream()
        .anyMatch(status -> PodName.rank(status.name()) < PodName.FOREIGN);
  }

  private static void status(LogEntry entry, Status status, String text) {
    Integer code = status.exitCode();
    String reason = status.terminationReason();
    String pending = status.pendingReason();
    if (code != null || reason != null) {
      Owner owner = status.name().contains("driver") ? Owner.DRIVER : ownerIn(entry, text);
      entry.emit(
          new ContainerExited(
              entry.evidence(),
              status.name(),
              owner,
              code == null ? UNKNOWN_EXIT_CODE : code,
              reason,
              status.text().strip()));
    } else if (pending != null) {
      waits(entry, status.name(), pending);
    }
  }

  /** Pods of others stand in the same list: only what has the name of a pod of Spark counts. */
  private static void listed(LogEntry entry, Matcher match) {
    Owner owner = PodName.process(match.group(1));
    if (owner.equals(Owner.UNKNOWN)) {
      return;
    }
    String state = match.group(3);
    String line = entry.line().text().strip();
    if (match.group(2) != null) {
      initial(entry, owner, state);
      return;
    }
    switch (state) {
      case "OOMKilled" -> exited(entry, owner, SIGKILL, state, line);
      case "Evicted", "Error", "NodeLost", "ContainerStatusUnknown", "Preempting" ->
          exited(entry, owner, UNKNOWN_EXIT_CODE, state, line);
      case "CrashLoopBackOff" ->
          startFailed(entry, owner, "its container is started again and again");
      case "Completed" -> {
        if (owner.isDriver()) {
          entry.emit(new FinalStatus(entry.evidence(), true));
        }
      }
      default -> waits(entry, match.group(1), state);
    }
  }

  /** What an init container ended with is no end of Spark's: that never began. */
  private static void initial(LogEntry entry, Owner owner, String state) {
    switch (state) {
      case "OOMKilled", "Error", "CrashLoopBackOff" ->
          startFailed(entry, owner, "an init container of its pod failed (" + state + ")");
      case "Completed" -> {
        // its last init container has ended well
      }
      default -> waits(entry, owner.label(), state);
    }
  }

  private static void startFailed(LogEntry entry, Owner owner, String what) {
    entry.emit(
        new StartFailed(
            entry.evidence(),
            owner.isDriver() ? "driver" : owner.id(),
            Failure.of(FailureKind.OTHER, "", what)));
  }

  private static void exited(LogEntry entry, Owner owner, int status, String reason, String text) {
    entry.emit(new ContainerExited(entry.evidence(), "", owner, status, reason, text));
  }

  private static void exited(LogEntry entry, int status, String reason, String text) {
    exited(entry, ownerIn(entry, text), status, reason, text.strip());
  }

  private static Owner ownerIn(LogEntry entry, String text) {
    Matcher pod = EXECUTOR_POD.matcher(text);
    if (pod.find()) {
      return Owner.executor(pod.group(1));
    }
    if (text.contains("spark-kubernetes-driver") || text.contains("-driver ")) {
      return Owner.DRIVER;
    }
    if (text.contains("spark-kubernetes-executor") || text.contains("executor")) {
      return entry.owner().role() == Owner.Role.EXECUTOR
          ? entry.owner()
          : new Owner(Owner.Role.EXECUTOR, "");
    }
    return entry.owner();
  }

  private static void waits(LogEntry entry, String subject, String reason) {
    entry.emit(new Waiting(entry.evidence(), subject, reason, Hindrances.of(reason)));
  }

  private static String subject(LogEntry entry) {
    Matcher pod = EXECUTOR_POD.matcher(entry.line().text());
    if (pod.find()) {
      return "executor " + pod.group(1);
    }
    return entry.line().text().contains("driver") ? "driver" : "pod";
  }
}

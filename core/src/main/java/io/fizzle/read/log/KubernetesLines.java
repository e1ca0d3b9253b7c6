package io.fizzle.read.log;

import io.fizzle.evidence.Owner;
import io.fizzle.read.log.LogEntry.Extent;
import io.fizzle.read.message.Failures;
import io.fizzle.read.message.Hindrances;
import io.fizzle.read.message.RemovalReasons;
import io.fizzle.signal.ApplicationSignal.FinalStatus;
import io.fizzle.signal.ApplicationSignal.Identified;
import io.fizzle.signal.ExecutorSignal.Removed;
import io.fizzle.signal.MachineSignal.ContainerExited;
import io.fizzle.signal.MachineSignal.Waiting;
import java.util.List;
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
  private static final Pattern EXIT_CODE = Pattern.compile("(?i)exit code: ?(-?\\d{1,9})");
  private static final Pattern TERMINATION = Pattern.compile("termination reason: (\\w{1,60})");
  private static final Pattern PENDING = Pattern.compile("pending reason: (\\w{1,60})");
  private static final Pattern CONTAINER = Pattern.compile("container name: (\\S{1,255})");
  private static final Pattern EXECUTOR_POD = Pattern.compile("-exec-(\\d{1,9})\\b");

  /** A line of {@code kubectl get pods} whose status tells trouble. */
  private static final String LISTED =
      "^(\\S{1,253})\\s{1,200}\\d{1,3}/\\d{1,3}\\s{1,20}(?:Init:)?(Pending|OOMKilled|Evicted|Error"
          + "|ImagePullBackOff|ErrImagePull|InvalidImageName|CrashLoopBackOff"
          + "|CreateContainer\\w{0,20}|ContainerCreating|NodeLost|ContainerStatusUnknown"
          + "|Preempting)\\s{1,20}\\d{1,6}";

  private KubernetesLines() {}

  static List<LinePattern> patterns() {
    return LinePatterns.join(containers(), listings(), pods(), applications());
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

  private static List<LinePattern> listings() {
    return List.of(
        LinePattern.within("pod-listing", "Pending ", LISTED, KubernetesLines::listed)
            .announcedBy(
                "Pending ",
                "OOMKilled ",
                "Evicted ",
                "Error ",
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
    Matcher code = EXIT_CODE.matcher(text);
    Matcher termination = TERMINATION.matcher(text);
    boolean told = code.find();
    if (told || termination.find()) {
      String reason = told && termination.find(0) || !told ? termination.group(1) : "";
      Matcher name = CONTAINER.matcher(text);
      String container = name.find() ? name.group(1) : "";
      Owner owner = container.contains("driver") ? Owner.DRIVER : ownerIn(entry, text);
      int status = told ? Integer.parseInt(code.group(1)) : UNKNOWN_EXIT_CODE;
      entry.emit(
          new ContainerExited(
              entry.evidence(),
              container,
              owner,
              status,
              reason.isEmpty() ? null : reason,
              text.strip()));
      return;
    }
    Matcher pending = PENDING.matcher(text);
    Matcher name = CONTAINER.matcher(text);
    if (pending.find() && name.find()) {
      waits(entry, name.group(1), pending.group(1));
    }
  }

  private static void listed(LogEntry entry, Matcher match) {
    String pod = match.group(1);
    switch (match.group(2)) {
      case "OOMKilled" -> exited(entry, SIGKILL, "OOMKilled", entry.line().text().strip());
      case "Evicted", "Error", "NodeLost", "ContainerStatusUnknown", "Preempting" ->
          exited(entry, UNKNOWN_EXIT_CODE, match.group(2), entry.line().text().strip());
      default -> waits(entry, pod, match.group(2));
    }
  }

  private static void exited(LogEntry entry, int status, String reason, String text) {
    Owner owner = ownerIn(entry, text);
    entry.emit(new ContainerExited(entry.evidence(), "", owner, status, reason, text.strip()));
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

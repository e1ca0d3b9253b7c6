package io.fizzle.read.kubernetes;

import io.fizzle.read.message.Hindrances;
import io.fizzle.signal.MachineSignal.Hindrance;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The events of one object, folded: what hindered it last and whether it got over it, and what
 * ended it. Kubernetes writes a hindrance into the events of nearly every pod that starts well in
 * the end.
 */
final class EventTrail {
  /** Reasons of the kubelet and the scheduler that mark how far a pod came, in this order. */
  private enum Progress {
    SCHEDULED,
    PULLING,
    PULLED,
    CREATED,
    STARTED
  }

  private static final Set<String> HINDRANCES =
      Set.of(
          "FailedScheduling",
          "Failed",
          "BackOff",
          "InspectFailed",
          "ErrImageNeverPull",
          "FailedMount",
          "FailedMapVolume",
          "FailedAttachVolume",
          "FailedCreatePodSandBox",
          "FailedCreatePodContainer",
          "NetworkNotReady",
          "FailedCreate",
          "ProvisioningFailed");

  /** The scheduler's words, all versions. */
  private static final Pattern ASSIGNED =
      Pattern.compile("^Successfully assigned \\S{1,320} to (\\S{1,253})$");

  private final double[] reached = new double[Progress.values().length];
  private @Nullable ClusterEvent hindrance;
  private @Nullable ClusterEvent end;
  private @Nullable ClusterEvent scheduled;
  private String node = "";

  EventTrail() {
    Arrays.fill(reached, Double.NEGATIVE_INFINITY);
  }

  void add(ClusterEvent event) {
    Matcher assigned = ASSIGNED.matcher(event.message());
    if (event.reason().equals("Scheduled") && assigned.find()) {
      scheduled = event;
      node = assigned.group(1);
    } else if (node.isEmpty() && !event.host().isEmpty()) {
      scheduled = event;
      node = event.host();
    }
    Progress progress = progress(event.reason());
    if (progress != null) {
      int at = progress.ordinal();
      reached[at] = Math.max(reached[at], known(event.order(), Double.MAX_VALUE));
    } else if (HINDRANCES.contains(event.reason()) && !isRestart(event)) {
      hindrance = later(hindrance, event);
    } else if (Disruptions.ofEvent(event) != null) {
      end = end == null ? event : end;
    }
  }

  private static @Nullable Progress progress(String reason) {
    return switch (reason) {
      case "Scheduled" -> Progress.SCHEDULED;
      case "Pulling" -> Progress.PULLING;
      case "Pulled" -> Progress.PULLED;
      case "Created" -> Progress.CREATED;
      case "Started" -> Progress.STARTED;
      default -> null;
    };
  }

  /** {@code Back-off restarting failed container}: it ran, and its own state tells more. */
  private static boolean isRestart(ClusterEvent event) {
    return event.reason().equals("BackOff") && event.message().contains("restarting");
  }

  /**
   * What the kubelet tells at its next look at a pod whose volumes are not all mounted, whatever
   * held the mount up ({@code pkg/kubelet/volumemanager}, {@code WaitForAttachAndMount}).
   */
  private static final String TIMED_OUT_MOUNT = "Unable to attach or mount volumes: ";

  /** Where orders are not told, the one that is listed later. A plain word yields to a message. */
  private static ClusterEvent later(@Nullable ClusterEvent known, ClusterEvent event) {
    if (known == null || isOutcome(known, event)) {
      return event;
    }
    if (isOutcome(event, known)) {
      return known;
    }
    boolean plain = event.message().startsWith("Error: ") && telling(known) > telling(event);
    boolean repeats = event.reason().equals("BackOff") && known.reason().equals("Failed");
    return plain || repeats || event.order() < known.order() ? known : event;
  }

  /** True where one event only tells that what the other one says went on for too long. */
  private static boolean isOutcome(ClusterEvent event, ClusterEvent of) {
    return event.message().startsWith(TIMED_OUT_MOUNT)
        && of.reason().equals("FailedMount")
        && !of.message().startsWith(TIMED_OUT_MOUNT);
  }

  private static int telling(ClusterEvent event) {
    return event.message().startsWith("Error: Err") || event.message().startsWith("Error: Image")
        ? 0
        : 1;
  }

  private static double known(double order, double otherwise) {
    return Double.isNaN(order) ? otherwise : order;
  }

  /** The last hindrance, unless the pod came past it later. */
  Optional<ClusterEvent> standing() {
    ClusterEvent last = hindrance;
    if (last == null) {
      return Optional.empty();
    }
    Progress past =
        switch (kind(last)) {
          case RESOURCES -> Progress.SCHEDULED;
          case VOLUME, SANDBOX -> Progress.PULLING;
          case IMAGE -> Progress.PULLED;
          case CONFIGURATION -> Progress.CREATED;
          case COMMAND, UNKNOWN -> Progress.STARTED;
        };
    double since = known(last.order(), Double.MAX_VALUE);
    for (int i = past.ordinal(); i < reached.length; i++) {
      if (reached[i] >= since) {
        return Optional.empty();
      }
    }
    return Optional.of(last);
  }

  /** The event that tells its node. */
  Optional<ClusterEvent> scheduled() {
    return Optional.ofNullable(scheduled);
  }

  /** The node that it was given, empty where no event tells. */
  String node() {
    return node;
  }

  /** What ended it, as the events tell. */
  Optional<ClusterEvent> end() {
    return Optional.ofNullable(end);
  }

  static Hindrance kind(ClusterEvent event) {
    return Hindrances.of(event.text());
  }
}

package io.fizzle.cause;

import io.fizzle.application.Application;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.signal.MachineSignal.NodeTaken;
import io.fizzle.signal.RemovalReason;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A node that was taken away when a process of Kubernetes went whose own end tells no more than
 * that it is gone.
 *
 * @param taken what tells of the node
 * @param certain true where the process is known to have run on it; else which node it ran on is
 *     not told at all, and its pod was deleted by somebody
 */
public record TakenNode(NodeTaken taken, boolean certain) {
  /**
   * A spot machine is taken back minutes after its notice at the latest; drains may take longer.
   */
  private static final Duration LONGEST_DRAIN = Duration.ofMinutes(30);

  private static final Duration CLOCKS = Duration.ofMinutes(2);

  /** What is said of a process that went with its node, by who did not see the node. */
  private static final Set<RemovalReason.Kind> VAGUE =
      EnumSet.of(
          RemovalReason.Kind.UNSPECIFIED,
          RemovalReason.Kind.DISASSOCIATED,
          RemovalReason.Kind.POD_MISSING,
          RemovalReason.Kind.POD_DELETED,
          RemovalReason.Kind.HEARTBEAT_TIMEOUT);

  private static final int SIGKILL = 137;
  private static final int SIGTERM = 143;

  /** Its node, as far as it is known to be taken; where several fit, one that is reclaimed. */
  public static Optional<TakenNode> of(ProcessLost lost, Application application) {
    if (!isVague(lost)) {
      return Optional.empty();
    }
    String node = lost.life().node().orElse("");
    boolean deleted = lost.ledger().isDecidedBy(RemovalReason.Kind.POD_DELETED);
    boolean candidate = node.isEmpty() && deleted;
    return application.facts().all(NodeTaken.class).stream()
        .filter(taken -> candidate || !node.isEmpty() && taken.node().equals(node))
        .filter(taken -> fits(taken.evidence(), lost.at()))
        .max((one, other) -> Boolean.compare(one.reclaimed(), other.reclaimed()))
        .map(taken -> new TakenNode(taken, !candidate));
  }

  private static boolean isVague(ProcessLost lost) {
    RemovalReason reason = lost.ledger().decisive();
    Integer code = lost.ledger().exitCode();
    boolean signalled = code != null && (code == SIGKILL || code == SIGTERM);
    return lost.memoryErrors().isEmpty()
        && Signs.limitKill(lost).isEmpty()
        && (code == null || signalled)
        && (reason == null
            || VAGUE.contains(reason.kind())
            || signalled && reason.kind() == RemovalReason.Kind.EXITED);
  }

  private static boolean fits(Evidence taken, @Nullable Instant lost) {
    Instant told = taken.time();
    return told == null
        || lost == null
        || !told.isAfter(lost.plus(CLOCKS)) && !told.isBefore(lost.minus(LONGEST_DRAIN));
  }

  /** What happened, to be told as evidence. */
  public String says() {
    return certain
        ? "its node " + taken.node() + " was taken away: " + taken.detail()
        : "the node "
            + taken.node()
            + " was taken away ("
            + taken.detail()
            + "); on which node the pod ran is not told";
  }
}

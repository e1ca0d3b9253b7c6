package io.fizzle.signal;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why Spark says that an executor went away, parsed from the free text of {@code ExecutorRemoved},
 * {@code Lost executor} or {@code ExecutorLostFailure}.
 *
 * @param kind what the text says
 * @param exitCode the exit code or YARN exit status in the text, null where it has none
 * @param silenceMillis for {@link Kind#HEARTBEAT_TIMEOUT} the silence, else 0
 * @param usedBytes memory in use when a container was killed, 0 where not told
 * @param limitBytes the limit that was exceeded, 0 where not told
 * @param terminationReason Kubernetes' termination or pod reason ({@code OOMKilled}, {@code
 *     Evicted}), null where not told
 * @param manager the cluster manager whose words these are, null where any could have said it
 * @param text the text itself
 */
public record RemovalReason(
    Kind kind,
    @Nullable Integer exitCode,
    long silenceMillis,
    long usedBytes,
    long limitBytes,
    @Nullable String terminationReason,
    @Nullable Manager manager,
    String text) {

  private static final String MESSAGE = "The API gave the following message: ";
  private static final String REASON = "The API gave the following brief reason: ";

  /** Cluster managers that run every process in a container with a memory limit. */
  public enum Manager {
    YARN,
    KUBERNETES
  }

  /** A reason that could come from any cluster manager. */
  public RemovalReason(
      Kind kind,
      @Nullable Integer exitCode,
      long silenceMillis,
      long usedBytes,
      long limitBytes,
      @Nullable String terminationReason,
      String text) {
    this(kind, exitCode, silenceMillis, usedBytes, limitBytes, terminationReason, null, text);
  }

  /**
   * The line of the text that says most: what Kubernetes adds to the first sentence, which Spark
   * makes of the exit code alone ({@code ExecutorPodsLifecycleManager.exitReasonMessage}).
   */
  public String words() {
    return Stream.of(MESSAGE, REASON)
        .flatMap(begin -> text.lines().filter(line -> line.strip().startsWith(begin)))
        .findFirst()
        .or(() -> text.strip().lines().findFirst())
        .map(String::strip)
        .orElse("");
  }

  /** What a removal text says; ordered from vague to specific within {@link #specificity()}. */
  public enum Kind {
    /** The generic text or one not known: says nothing about the cause. */
    UNSPECIFIED(0),
    /**
     * {@code Remote RPC client disassociated}: the connection closed, so the process probably
     * ended.
     */
    DISASSOCIATED(1),
    /** Collateral of the driver's own shutdown. */
    DRIVER_SHUTDOWN(1),
    POD_MISSING(1),
    POD_DELETED(2),
    HEARTBEAT_TIMEOUT(2),
    /** The process exited with {@link RemovalReason#exitCode()}. */
    EXITED(3),
    START_FAILED(3),
    /** The cluster manager ended it, and says no more than that the job was not to blame. */
    ENDED_BY_MANAGER(3),
    KILLED_BY_DRIVER(4),
    DECOMMISSIONED(4),
    WORKER_LOST(4),
    NODE_LOST(4),
    DISKS_FAILED(4),
    PREEMPTED(4),
    EVICTED(4),
    /** The kubelet ended its container, which did not answer a probe. */
    PROBE_FAILED(4),
    PHYSICAL_MEMORY_EXCEEDED(5),
    VIRTUAL_MEMORY_EXCEEDED(5),
    /** Kubernetes' {@code OOMKilled}. */
    OOM_KILLED(5);

    private final int specificity;

    Kind(int specificity) {
      this.specificity = specificity;
    }

    /** How much the text says; of several removals of one executor the most specific one counts. */
    public int specificity() {
      return specificity;
    }
  }

  public static RemovalReason unspecified(String text) {
    return new RemovalReason(Kind.UNSPECIFIED, null, 0, 0, 0, null, text);
  }
}

package io.fizzle.read.kubernetes;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pod as any rendering of it tells it; texts are empty where it tells nothing.
 *
 * @param uid unique over time, where told
 * @param controller what made it, as {@code KIND/NAME}; Spark's own executors have none of the
 *     workloads' kinds
 * @param reason the pod's own reason, for example {@code Evicted}
 * @param deleted when its deletion was asked for, null where nobody did
 * @param containers init containers among them, in the order of the rendering
 */
record Pod(
    String name,
    String namespace,
    String uid,
    Map<String, String> labels,
    String controller,
    String node,
    String phase,
    String reason,
    String message,
    List<Container> containers,
    List<Condition> conditions,
    @Nullable Instant deleted,
    Cited cited,
    Cited reasonCited) {

  Pod {
    labels = Map.copyOf(labels);
    containers = List.copyOf(containers);
    conditions = List.copyOf(conditions);
  }

  /**
   * One container.
   *
   * @param id the runtime's, without its scheme; empty where not told
   * @param memoryLimit in bytes, 0 where there is none
   * @param memoryRequest in bytes, 0 where there is none
   * @param environment the variables that Spark itself sets ({@code SPARK_…})
   */
  record Container(
      String name,
      String id,
      boolean init,
      String image,
      long memoryLimit,
      long memoryRequest,
      Map<String, String> environment,
      State state,
      State last) {
    Container {
      id = id.substring(id.indexOf("://") < 0 ? 0 : id.indexOf("://") + 3);
      environment = Map.copyOf(environment);
    }
  }

  /**
   * What a container does, or did before it was started again.
   *
   * @param kind {@code Running}, {@code Waiting}, {@code Terminated}, or empty
   * @param exitCode null unless terminated
   */
  record State(
      String kind,
      String reason,
      String message,
      @Nullable Integer exitCode,
      @Nullable Instant finished,
      Cited cited) {
    static final State NONE = new State("", "", "", null, null, Cited.NOWHERE);

    boolean isTerminated() {
      return exitCode != null;
    }

    boolean isWaiting() {
      return kind.equals("Waiting");
    }

    boolean isRunning() {
      return kind.equals("Running");
    }
  }

  /** One condition of a pod or a node. */
  record Condition(
      String type,
      String status,
      String reason,
      String message,
      @Nullable Instant since,
      Cited cited) {
    boolean isTrue() {
      return status.equals("True");
    }
  }
}

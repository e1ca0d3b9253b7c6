package io.fizzle.spark.instrument;

import io.fizzle.spark.Guard;
import io.fizzle.spark.instrument.LargeWork.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerBlockUpdated;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.Stage;
import org.apache.spark.storage.BlockUpdatedInfo;
import org.apache.spark.storage.BroadcastBlockId;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is large in what Spark ships, without any help of the job: at the first task of each
 * stage it looks at the task, at the binary that all tasks of the stage share, and at the
 * broadcasts that were made since the stage before.
 *
 * <p>To be used on a listener queue of its own: what it costs (a task serialised once for each
 * stage, a walk through the functions of those that are large) delays nobody else's events.
 */
public final class WorkWatch extends SparkListener {
  /** Beyond it no figure would change what is said. */
  private static final long MOST = 64 * Thresholds.MIB;

  /** Of broadcasts that no stage follows, as when a job makes thousands of them. */
  private static final int MOST_BROADCASTS = 1_000;

  private final Guard guard = new Guard("looking for large tasks and broadcasts");
  private final TaskSets taskSets;
  private final Consumer<LargeWork> sink;

  /** Call sites of stages that were submitted and have no task yet, by stage and attempt. */
  private final Map<String, String> awaited = new HashMap<>();

  /** Bytes by the id of the broadcast, of those that no stage has used yet. */
  private final Map<Long, Long> broadcasts = new LinkedHashMap<>();

  /** Binaries of tasks are broadcasts as well and told as what they are. */
  private final Set<Long> binaries = new HashSet<>();

  /**
   * @param sink gets all that is large, on the thread of the listener's queue
   */
  public WorkWatch(SparkContext context, Consumer<LargeWork> sink) {
    this.taskSets = new TaskSets(context);
    this.sink = sink;
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted event) {
    guard.run(
        () ->
            awaited.put(
                key(event.stageInfo().stageId(), event.stageInfo().attemptNumber()),
                event.stageInfo().name()));
  }

  @Override
  public void onStageCompleted(SparkListenerStageCompleted event) {
    guard.run(
        () -> awaited.remove(key(event.stageInfo().stageId(), event.stageInfo().attemptNumber())));
  }

  @Override
  public void onBlockUpdated(SparkListenerBlockUpdated event) {
    guard.run(() -> updated(event.blockUpdatedInfo()));
  }

  /** The driver tells of each piece as it stores it; executors tell of their copies. */
  private void updated(BlockUpdatedInfo block) {
    if (block.blockId() instanceof BroadcastBlockId id
        && id.field().startsWith("piece")
        && block.blockManagerId().isDriver()
        && block.storageLevel().isValid()) {
      if (broadcasts.size() >= MOST_BROADCASTS && !broadcasts.containsKey(id.broadcastId())) {
        broadcasts.remove(broadcasts.keySet().iterator().next());
      }
      broadcasts.merge(id.broadcastId(), block.memSize() + block.diskSize(), Long::sum);
    }
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart event) {
    String callSite = awaited.remove(key(event.stageId(), event.stageAttemptId()));
    if (callSite != null) {
      guard.run(() -> look(event.stageId(), event.stageAttemptId(), callSite));
    }
  }

  private void look(int stage, int attempt, String callSite) throws ReflectiveOperationException {
    Object task = taskSets.firstTask(stage, attempt);
    if (task == null) {
      return;
    }
    Broadcast<?> binary = TaskSets.binary(task);
    if (binary != null) {
      binaries.add(binary.id());
      long bytes = length(binary);
      if (bytes > Thresholds.CLOSURE_WARNING) {
        List<Capture> captures = captures(stage);
        sink.accept(new LargeWork(Kind.TASK_BINARY, stage, callSite, bytes, captures, null));
      }
    }
    long bytes = Shipping.task(task, MOST);
    if (bytes > Thresholds.CLOSURE_WARNING) {
      sink.accept(new LargeWork(Kind.TASK, stage, callSite, bytes, List.of(), null));
    }
    tellBroadcasts(stage, callSite);
  }

  /** 0 where it is gone: the stage was quicker than the events that tell of it. */
  @SuppressWarnings("CatchingUnchecked") // what SparkException and its followers are to Scala
  private static long length(Broadcast<?> binary) {
    try {
      return binary.value() instanceof byte[] content ? content.length : 0;
    } catch (Exception destroyed) {
      return 0;
    }
  }

  private void tellBroadcasts(int stage, String callSite) throws ReflectiveOperationException {
    broadcasts.keySet().removeAll(binaries);
    binaries.clear();
    for (Map.Entry<Long, Long> broadcast : broadcasts.entrySet()) {
      if (broadcast.getValue() > Thresholds.BROADCAST_WARNING) {
        StageFunctions functions = functions(stage);
        String path = functions == null ? null : functions.pathTo(broadcast.getKey()).orElse(null);
        sink.accept(
            new LargeWork(Kind.BROADCAST, stage, callSite, broadcast.getValue(), List.of(), path));
      }
    }
    broadcasts.clear();
  }

  private List<Capture> captures(int stage) throws ReflectiveOperationException {
    StageFunctions functions = functions(stage);
    return functions == null ? List.of() : functions.largestCaptures(MOST);
  }

  private @Nullable StageFunctions functions(int stage) throws ReflectiveOperationException {
    Stage running = taskSets.stage(stage);
    return running == null ? null : StageFunctions.of(running);
  }

  private static String key(int stage, int attempt) {
    return stage + "." + attempt;
  }
}

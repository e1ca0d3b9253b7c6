package io.fizzle.spark.recorder;

import io.fizzle.signal.Vital;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.TaskContext;
import org.apache.spark.memory.TaskMemoryManager;

/** The tasks that run now and the execution memory that they hold. */
final class TaskProbe implements Probe {
  /** By thread: when Spark tells of a task's end, its context is gone already. */
  private final Map<Long, TaskMemoryManager> running = new ConcurrentHashMap<>();

  /** Called on a task's own thread before its body. */
  void started(TaskContext task) {
    running.put(Thread.currentThread().getId(), task.taskMemoryManager());
  }

  /** Called on a task's own thread after its body, however it ended. */
  void ended() {
    running.remove(Thread.currentThread().getId());
  }

  @Override
  public void measure(Sample sample) {
    sample.put(Vital.RUNNING_TASKS, running.size());
    sample.put(
        Vital.EXECUTION_MEMORY,
        running.values().stream()
            .mapToLong(TaskMemoryManager::getMemoryConsumptionForThisTask)
            .sum());
  }
}

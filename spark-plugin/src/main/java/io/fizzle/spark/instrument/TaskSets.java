package io.fizzle.spark.instrument;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import org.apache.spark.SparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.scheduler.Stage;
import org.jspecify.annotations.Nullable;

/**
 * What the schedulers know of a stage that runs. No event tells it, and no documented method: these
 * are the same in Spark 3.5 to 4.2, and where one day they are not, there is nothing to report.
 */
final class TaskSets {
  private final SparkContext context;

  TaskSets(SparkContext context) {
    this.context = context;
  }

  /** The first task of the stage as it was handed to the scheduler; null where it is over. */
  @Nullable Object firstTask(int stage, int attempt) throws ReflectiveOperationException {
    Object scheduler = context.taskScheduler();
    Method lookup =
        scheduler.getClass().getMethod("taskSetManagerForAttempt", int.class, int.class);
    scala.Option<?> manager = (scala.Option<?>) lookup.invoke(scheduler, stage, attempt);
    if (manager.isEmpty()) {
      return null;
    }
    Object[] tasks = (Object[]) Reflected.get(manager.get(), "tasks");
    return tasks.length == 0 ? null : tasks[0];
  }

  /** The broadcast that holds the stage's RDDs and functions, serialised; null without one. */
  static @Nullable Broadcast<?> binary(Object task) {
    for (Class<?> type = task.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().endsWith("taskBinary")) {
          return (Broadcast<?>) valueOf(field, task);
        }
      }
    }
    return null;
  }

  private static @Nullable Object valueOf(Field field, Object holder) {
    try {
      field.setAccessible(true);
      return field.get(holder);
    } catch (IllegalAccessException | InaccessibleObjectException closed) {
      return null;
    }
  }

  /**
   * A stage that is under way; null where it is over. The scheduler's own thread changes the map
   * meanwhile: then this stage may be missed, nothing worse.
   */
  @Nullable Stage stage(int id) throws ReflectiveOperationException {
    Object stages = Reflected.get(context.dagScheduler(), "stageIdToStage");
    Method get = stages.getClass().getMethod("get", Object.class);
    scala.Option<?> found = (scala.Option<?>) get.invoke(stages, id);
    return found.isDefined() ? (Stage) found.get() : null;
  }
}

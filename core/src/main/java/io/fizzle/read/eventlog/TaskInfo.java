package io.fizzle.read.eventlog;

/** Collects the parts of {@code Task Info} that are read; -1 and empty where not told. */
final class TaskInfo {
  long taskId;
  int index;
  int attempt;
  long launchMillis;
  long finishMillis;
  String executorId = "";

  void clear() {
    taskId = -1;
    index = -1;
    attempt = -1;
    launchMillis = -1;
    finishMillis = -1;
    executorId = "";
  }

  void read(JsonCursor cursor) {
    if (!cursor.enterObject()) {
      return;
    }
    while (cursor.nextField()) {
      switch (cursor.field()) {
        case TASK_ID -> taskId = cursor.number(-1);
        case INDEX -> index = cursor.integer(-1);
        case ATTEMPT -> attempt = cursor.integer(-1);
        case LAUNCH_TIME -> launchMillis = cursor.number(-1);
        case FINISH_TIME -> finishMillis = cursor.number(-1);
        case EXECUTOR_ID -> {
          String id = cursor.id();
          executorId = id == null ? "" : id;
        }
        default -> cursor.skip();
      }
    }
  }

  /**
   * From launch to finish on the driver's clock; -1 where either is not told or the clock went
   * back.
   */
  long durationMillis() {
    return launchMillis > 0 && finishMillis >= launchMillis ? finishMillis - launchMillis : -1;
  }
}

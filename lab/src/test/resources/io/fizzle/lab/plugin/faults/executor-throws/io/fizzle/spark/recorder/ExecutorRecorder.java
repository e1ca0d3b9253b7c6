package io.fizzle.spark.recorder;

import java.util.Map;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;

/** Every callback throws something else. */
public final class ExecutorRecorder implements ExecutorPlugin {
  @Override
  public void init(PluginContext context, Map<String, String> fromDriver) {
    throw new OutOfMemoryError("Java heap space");
  }

  @Override
  public void onTaskStart() {
    throw new NoSuchMethodError("a method of another version");
  }

  @Override
  public void onTaskSucceeded() {
    throw new StackOverflowError();
  }

  @Override
  public void onTaskFailed(TaskFailedReason reason) {
    throw new IllegalStateException("a bug");
  }

  @Override
  public void shutdown() {
    throw new InternalError("a fault occurred in an unsafe memory access operation");
  }
}

package io.fizzle.spark;

import java.util.Map;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;

/**
 * An executor's part behind a guard: what it throws ends here. Spark itself lets an exception out
 * of {@code init} end the executor.
 */
final class GuardedExecutor implements ExecutorPlugin {
  private final Guard guard = new Guard("the executor's part");
  private final ExecutorPlugin part;

  GuardedExecutor(ExecutorPlugin part) {
    this.part = part;
  }

  @Override
  public void init(PluginContext context, Map<String, String> fromDriver) {
    guard.run(() -> part.init(context, fromDriver));
  }

  @Override
  public void onTaskStart() {
    guard.run(part::onTaskStart);
  }

  @Override
  public void onTaskSucceeded() {
    guard.run(part::onTaskSucceeded);
  }

  @Override
  public void onTaskFailed(TaskFailedReason reason) {
    guard.run(() -> part.onTaskFailed(reason));
  }

  /** Also where it is off, so that threads end and files are closed. */
  @Override
  public void shutdown() {
    new Guard("the end of the executor's part").run(part::shutdown);
  }
}

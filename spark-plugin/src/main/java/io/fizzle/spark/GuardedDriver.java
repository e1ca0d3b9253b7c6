package io.fizzle.spark;

import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.PluginContext;

/**
 * The driver's part behind a guard: what it throws ends here. Spark itself lets an exception out of
 * {@code init} end the context, and one out of {@code receive} fail the executor's question.
 */
final class GuardedDriver implements DriverPlugin {
  private final Guard guard = new Guard("the driver's part");
  private final DriverPlugin part;

  GuardedDriver(DriverPlugin part) {
    this.part = part;
  }

  @Override
  public Map<String, String> init(SparkContext context, PluginContext plugin) {
    return guard.call(() -> part.init(context, plugin), Map.of());
  }

  @Override
  public void registerMetrics(String applicationId, PluginContext plugin) {
    guard.run(() -> part.registerMetrics(applicationId, plugin));
  }

  @Override
  public Object receive(Object message) {
    // an answer in any case, so that the executor does not take the driver for gone
    return guard.call(() -> part.receive(message), false);
  }

  /** Also where it is off, so that threads end and files are closed. */
  @Override
  public void shutdown() {
    new Guard("the end of the driver's part").run(part::shutdown);
  }
}

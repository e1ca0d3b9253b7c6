package io.fizzle.spark.driver;

import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.PluginContext;

/** Every callback throws something else. */
public final class DriverRecorder implements DriverPlugin {
  @Override
  public Map<String, String> init(SparkContext context, PluginContext plugin) {
    throw new NoClassDefFoundError("a class of another version");
  }

  @Override
  public void registerMetrics(String applicationId, PluginContext plugin) {
    throw new IllegalArgumentException("A metric named so already exists");
  }

  @Override
  public Object receive(Object message) {
    throw new OutOfMemoryError("Java heap space");
  }

  @Override
  public void shutdown() {
    throw new StackOverflowError();
  }
}

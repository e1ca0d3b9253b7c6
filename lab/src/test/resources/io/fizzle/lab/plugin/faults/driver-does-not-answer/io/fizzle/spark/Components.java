package io.fizzle.spark;

import io.fizzle.spark.recorder.ExecutorRecorder;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;

/** The driver's part answers no question: every one fails in the executor that asked. */
public final class Components {
  public static DriverPlugin driver() {
    return new DriverPlugin() {};
  }

  public static ExecutorPlugin executor() {
    return new GuardedExecutor(new ExecutorRecorder());
  }
}

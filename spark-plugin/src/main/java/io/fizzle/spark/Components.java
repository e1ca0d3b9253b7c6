package io.fizzle.spark;

import io.fizzle.spark.driver.DriverRecorder;
import io.fizzle.spark.recorder.ExecutorRecorder;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;

/** What {@link FizzlePlugin} loads by name, on a JVM that can. */
public final class Components {
  private Components() {}

  /** The part that runs in the driver. */
  public static DriverPlugin driver() {
    return new GuardedDriver(new DriverRecorder());
  }

  /** The part that runs in each executor. */
  public static ExecutorPlugin executor() {
    return new GuardedExecutor(new ExecutorRecorder());
  }
}

package io.fizzle.spark;

import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;

/** Its initialisation fails. */
public final class Components {
  private static final int BROKEN = Integer.parseInt("none");

  public static DriverPlugin driver() {
    return null;
  }

  public static ExecutorPlugin executor() {
    return null;
  }
}

package io.fizzle.spark;

import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * What {@code spark.plugins} names. Switched on by configuration alone:
 *
 * <pre>
 * spark-submit --jars fizzle-spark-plugin.jar --conf spark.plugins=io.fizzle.spark.FizzlePlugin …
 * </pre>
 *
 * <p>This class is compiled for Java 8 and touches nothing else of Fizzle before it has looked at
 * the JVM: an exception out of a plugin's constructor or {@code init} ends the Spark context
 * ({@code PluginContainer} and {@code Utils.loadExtensions}), and a class file for Java 17 is one
 * on Java 8 and 11.
 */
public final class FizzlePlugin implements SparkPlugin {
  private static final String COMPONENTS = "io.fizzle.spark.Components";
  private static final double FIRST_CLASS_FILE_VERSION = 61;

  private static final AtomicBoolean WARNED = new AtomicBoolean();

  public FizzlePlugin() {}

  @Override
  public DriverPlugin driverPlugin() {
    DriverPlugin plugin = component(DriverPlugin.class, "driver");
    return plugin == null ? new NoDriver() : plugin;
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    ExecutorPlugin plugin = component(ExecutorPlugin.class, "executor");
    return plugin == null ? new NoExecutor() : plugin;
  }

  private static <T> T component(Class<T> type, String method) {
    if (Double.parseDouble(System.getProperty("java.class.version")) < FIRST_CLASS_FILE_VERSION) {
      warn("needs Java 17 or newer and runs on Java " + System.getProperty("java.version"));
      return null;
    }
    try {
      return type.cast(
          Class.forName(COMPONENTS, true, FizzlePlugin.class.getClassLoader())
              .getMethod(method)
              .invoke(null));
    } catch (Throwable anything) {
      warn("cannot start (" + anything + ")");
      return null;
    }
  }

  /** In local mode one process asks for both parts, and one line is enough. */
  private static void warn(String what) {
    if (WARNED.compareAndSet(false, true)) {
      System.err.println(
          "WARN FizzlePlugin: " + what + "; it stays off, the application is not affected");
    }
  }

  private static final class NoDriver implements DriverPlugin {
    @Override
    public Map<String, String> init(SparkContext context, PluginContext plugin) {
      return Collections.emptyMap();
    }
  }

  private static final class NoExecutor implements ExecutorPlugin {}
}

package io.fizzle.spark.driver;

import io.fizzle.spark.Guard;
import io.fizzle.spark.Settings;
import io.fizzle.spark.recorder.FlightRecorder;
import io.fizzle.spark.recorder.VitalsBatch;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plugin in the driver; Spark calls it. */
public final class DriverRecorder implements DriverPlugin {
  private static final Logger LOG = LoggerFactory.getLogger("io.fizzle");

  private final Guard guard = new Guard("the driver's part");
  private final VitalsBoard board = new VitalsBoard();
  private volatile @Nullable FlightRecorder recorder;

  @Override
  public Map<String, String> init(SparkContext context, PluginContext plugin) {
    guard.run(() -> start(context, plugin));
    return Map.of();
  }

  private void start(SparkContext context, PluginContext plugin) {
    SparkConf conf = plugin.conf();
    Settings.Parsed parsed = Settings.parse(key -> conf.get(key, null), System.getenv());
    parsed.warnings().forEach(warning -> LOG.warn("Fizzle: {}", warning));
    Settings settings = parsed.settings();
    // in local mode the executor's recorder lives in this very process
    if (settings.recorder() && !context.isLocal()) {
      recorder =
          FlightRecorder.start(
              settings,
              FlightRecorder.identity(
                  settings, context.applicationId(), "driver", plugin.hostname()),
              List.of(SparkEnv.get().blockManager().diskBlockManager().localDirsString()),
              signs -> {});
    }
  }

  @Override
  public Object receive(Object message) {
    guard.run(() -> VitalsBatch.decode(message).ifPresent(board::accept));
    // an answer, so that the executor knows that it may send the next batch
    return Boolean.TRUE;
  }

  @Override
  public void shutdown() {
    FlightRecorder running = recorder;
    if (running != null) {
      guard.run(running::close);
    }
  }
}

package io.fizzle.spark.recorder;

import io.fizzle.read.vitals.VitalsRing.Header;
import io.fizzle.signal.VitalSigns;
import io.fizzle.spark.Guard;
import io.fizzle.spark.Settings;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.util.Utils;
import org.jspecify.annotations.Nullable;

/** The flight recorder of an executor; Spark calls it. */
public final class ExecutorRecorder implements ExecutorPlugin {
  private final Guard guard = new Guard("the flight recorder of this executor");
  private volatile @Nullable FlightRecorder recorder;
  private volatile @Nullable VitalsSender sender;

  @Override
  public void init(PluginContext context, Map<String, String> extraConf) {
    guard.run(() -> start(context));
  }

  private void start(PluginContext context) {
    SparkConf conf = context.conf();
    // the driver has said what is wrong in them
    Settings settings = Settings.of(conf).settings();
    if (!settings.recorder()) {
      return;
    }
    // the context's own host name asks for an address that an executor does not have yet
    String host = Utils.localHostName();
    // in local mode the application has no id yet
    Supplier<Header> identity =
        () ->
            FlightRecorder.identity(
                settings, conf.get("spark.app.id", ""), context.executorID(), host);
    VitalsSender toDriver = new VitalsSender(identity.get(), settings.sendMillis(), context::ask);
    sender = toDriver;
    recorder =
        FlightRecorder.start(
            settings,
            identity,
            List.of(SparkEnv.get().blockManager().diskBlockManager().localDirsString()),
            toDriver::add);
    toDriver.start();
  }

  @Override
  public void onTaskStart() {
    FlightRecorder running = recorder;
    if (running != null) {
      guard.run(() -> running.taskStarted(TaskContext.get()));
    }
  }

  @Override
  public void onTaskSucceeded() {
    taskEnded();
  }

  @Override
  public void onTaskFailed(TaskFailedReason reason) {
    taskEnded();
  }

  private void taskEnded() {
    FlightRecorder running = recorder;
    if (running != null) {
      guard.run(running::taskEnded);
    }
  }

  @Override
  public void shutdown() {
    FlightRecorder running = recorder;
    VitalsSender toDriver = sender;
    guard.run(
        () -> {
          if (running != null) {
            VitalSigns last = running.sample();
            running.close();
            if (toDriver != null) {
              toDriver.stop(last);
            }
          }
        });
  }
}

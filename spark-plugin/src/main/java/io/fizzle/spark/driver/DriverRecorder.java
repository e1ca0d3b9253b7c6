package io.fizzle.spark.driver;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.fizzle.read.message.RemovalReasons;
import io.fizzle.read.vitals.VitalsRing.Header;
import io.fizzle.signal.VitalSigns;
import io.fizzle.spark.Guard;
import io.fizzle.spark.Settings;
import io.fizzle.spark.instrument.LargeWorkReports;
import io.fizzle.spark.instrument.WorkWatch;
import io.fizzle.spark.recorder.FlightRecorder;
import io.fizzle.spark.recorder.VitalsBatch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final ApplicationEnding ending = new ApplicationEnding();
  private final Counter losses = new Counter();
  private final Counter warnings = new Counter();
  private Settings settings = Settings.DEFAULT;
  private EarlyWarning warning = new EarlyWarning(Optional.empty());
  private boolean local;
  private volatile @Nullable FlightRecorder recorder;
  private volatile @Nullable LossWatch watch;
  private volatile @Nullable VitalsJournal journal;
  private volatile @Nullable LargeWorkReports largeWork;

  @Override
  public Map<String, String> init(SparkContext context, PluginContext plugin) {
    guard.run(() -> listen(context, plugin.conf()));
    return Map.of();
  }

  private void listen(SparkContext context, SparkConf conf) {
    Settings.Parsed parsed = Settings.of(conf);
    parsed.warn();
    settings = parsed.settings();
    local = context.isLocal();
    warning = new EarlyWarning(heartbeats(conf));
    new Guard("watching for the end of the driver").run(ending::watchJvm);
    EventLines events = new EventLines(context.version());
    VitalsJournal log =
        settings.eventLog() ? new VitalsJournal(board, context.listenerBus()::post) : null;
    LossWatch losing =
        new LossWatch(
            new LossDiagnosis(events, board)::explain,
            board,
            ending,
            report -> answer(report, log));
    journal = log;
    watch = losing;
    if (settings.ui()) {
      VitalsPage page = new VitalsPage(board, losing);
      new Guard("the tab in Spark's web interface").run(() -> UiTab.attach(context, page::html));
    }
    context.addSparkListener(
        new LossListener(
            events,
            ending,
            removed ->
                losing.lost(
                    removed.executorId(),
                    RemovalReasons.parse(removed.reason()),
                    Instant.ofEpochMilli(removed.time()))));
    if (settings.verbosity() > 0) {
      LargeWorkReports reports =
          new LargeWorkReports(settings.eventLog() ? context.listenerBus()::post : event -> {});
      context.listenerBus().addToQueue(new WorkWatch(context, reports), "fizzle");
      largeWork = reports;
    }
  }

  /** Empty in local mode, where no silence loses anything. */
  private Optional<HeartbeatLimit> heartbeats(SparkConf conf) {
    return local
        ? Optional.empty()
        : new Guard("reading how long an executor may be silent")
            .call(
                () ->
                    Optional.of(
                        HeartbeatLimit.of(
                            key ->
                                conf.contains(key)
                                    ? Optional.of(conf.get(key))
                                    : Optional.empty())),
                Optional.empty());
  }

  private void answer(LossReport report, @Nullable VitalsJournal log) {
    losses.inc();
    if (settings.verbosity() > 0) {
      LOG.warn("Fizzle: {}", report.block());
    }
    if (log != null) {
      log.lost(report);
    }
  }

  /**
   * The application's id is known from here on; in {@code init} it is not, and asking for it there
   * ends the Spark context.
   */
  @Override
  public void registerMetrics(String applicationId, PluginContext plugin) {
    guard.run(
        () -> {
          MetricRegistry metrics = plugin.metricRegistry();
          metrics.register("fizzle.losses", losses);
          metrics.register("fizzle.warnings", warnings);
          metrics.register("fizzle.executors", (Gauge<Integer>) () -> board.executors().size());
          LargeWorkReports reports = largeWork;
          if (reports != null) {
            reports.register(metrics);
          }
          if (settings.recorder() && !local) {
            record(applicationId, plugin);
          }
        });
  }

  /** In local mode the executor's recorder lives in this very process. */
  private void record(String applicationId, PluginContext plugin) {
    Header identity = FlightRecorder.identity(settings, applicationId, "driver", plugin.hostname());
    recorder =
        FlightRecorder.start(
            settings,
            () -> identity,
            List.of(SparkEnv.get().blockManager().diskBlockManager().localDirsString()),
            signs -> {});
  }

  @Override
  public Object receive(Object message) {
    guard.run(() -> VitalsBatch.decode(message).ifPresent(this::accept));
    // an answer, so that the executor knows that it may send the next batch
    return true;
  }

  private void accept(VitalsBatch batch) {
    board.accept(batch);
    String executor = batch.identity().executor();
    List<VitalSigns> samples = board.samples(executor);
    LossWatch losing = watch;
    boolean lost = losing != null && losing.isLost(executor);
    warning
        .check(executor, lost ? List.of() : samples)
        .ifPresent(
            text -> {
              warnings.inc();
              if (settings.verbosity() > 0) {
                LOG.warn("Fizzle: {}", text);
              }
            });
    VitalsJournal log = journal;
    if (log != null) {
      log.heard(executor);
    }
  }

  @Override
  public void shutdown() {
    guard.run(
        () -> {
          LossWatch losing = watch;
          if (losing != null) {
            losing.close();
          }
          ending.close();
          FlightRecorder running = recorder;
          if (running != null) {
            running.close();
          }
        });
  }
}

package io.fizzle.spark.instrument;

import io.fizzle.spark.Guard;
import io.fizzle.spark.Settings;
import io.fizzle.spark.instrument.Checkpoint.Way;
import java.util.concurrent.Callable;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDDLike;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@link Fizzle} does, each part behind a guard of its own: none may harm the job. */
final class Meters {
  private static final Logger LOG = LoggerFactory.getLogger("io.fizzle");

  private final Options options;
  private final Inputs inputs;
  private final Journal journal;
  private final Shipping shipping;
  private final LineageBreaker breaker;
  private final Operations operations;

  private final Guard sizes = new Guard("measuring sizes");
  private final Guard lineages = new Guard("analysing lineages");
  private final Guard checkpoints = new Guard("checkpointing");
  private final Guard summaries = new Guard("the summary");

  private Meters(SparkContext context, Options options) {
    this.options = options;
    this.inputs = new Inputs(context, options.verbosity() == 0);
    this.journal = new Journal(options.verbosity());
    this.shipping = new Shipping(context);
    this.breaker = new LineageBreaker(context);
    this.operations = new Operations(context, journal, options.verbosity());
  }

  /**
   * @param verbosity null where the constructor was given none
   */
  static Meters of(SparkContext context, @Nullable Integer verbosity) {
    Options fallback = new Options(Settings.DEFAULT.verbosity(), false);
    Options options =
        new Guard("reading its settings")
            .call(
                () -> {
                  Options.Parsed parsed = Options.of(verbosity, Settings.of(context.getConf()));
                  parsed.warn();
                  return parsed.options();
                },
                fallback);
    return new Meters(context, options);
  }

  /** One that Python has measured; see {@link Fizzle#recordClosure}. */
  void recordPython(@Nullable String name, long bytes, String captures, @Nullable String problem) {
    String named = inputs.name(name, "measure_closure");
    sizes.run(
        () ->
            record(
                new ClosureSize(
                    named, bytes, captures.lines().map(Capture::parse).toList(), problem)));
  }

  /** One that Python has measured; see {@link Fizzle#recordBroadcast}. */
  void recordPython(@Nullable String name, long bytes, @Nullable String problem) {
    record(new BroadcastSize(inputs.name(name, "measure_broadcast"), bytes, -1, problem));
  }

  int verbosity() {
    return options.verbosity();
  }

  ClosureSize closure(@Nullable Object function, @Nullable String given) {
    String name = inputs.name(given, "measureClosure");
    ClosureSize none = ClosureSize.unmeasured(name);
    boolean measurable = isMeasurable(function, "measureClosure", name);
    if (function == null || !measurable) {
      return none;
    }
    return measured(sizes, none, () -> shipping.closure(function, name));
  }

  BroadcastSize broadcast(@Nullable Object value, @Nullable String given) {
    String name = inputs.name(given, "measureBroadcast");
    BroadcastSize none = BroadcastSize.unmeasured(name);
    boolean measurable = isMeasurable(value, "measureBroadcast", name);
    if (value == null || !measurable) {
      return none;
    }
    return measured(sizes, none, () -> shipping.broadcast(value, name));
  }

  Lineage lineage(@Nullable Dataset<?> dataset, @Nullable String given, boolean count) {
    String name = inputs.name(given, "analyze");
    Lineage none = Lineage.unmeasured(name, Lineage.DATASET);
    boolean measurable = isMeasurable(dataset, "analyze", name);
    if (dataset == null || !measurable) {
      return none;
    }
    return measured(
        lineages,
        none,
        () -> {
          Lineage lineage = PlanLineage.of(dataset, name);
          return count ? query(() -> lineage.withRows(dataset.count()), lineage, name) : lineage;
        });
  }

  Lineage lineage(@Nullable RDD<?> rdd, @Nullable String given, boolean count) {
    String name = inputs.name(given, "analyze");
    Lineage none = Lineage.unmeasured(name, Lineage.RDD);
    boolean measurable = isMeasurable(rdd, "analyze", name);
    if (rdd == null || !measurable) {
      return none;
    }
    return measured(
        lineages,
        none,
        () -> {
          Lineage lineage = RddLineage.of(rdd, name);
          return count ? query(() -> lineage.withRows(rdd.count()), lineage, name) : lineage;
        });
  }

  <T> Dataset<T> checkpoint(Dataset<T> dataset, @Nullable String given, int threshold) {
    String name = inputs.name(given, "checkpointIfNeeded");
    if (!inputs.isMeasurable(dataset, "checkpointIfNeeded", name)) {
      return dataset;
    }
    int before = depth(() -> PlanLineage.logicalDepth(dataset));
    if (before <= threshold) {
      record(new Checkpoint(name, Lineage.DATASET, threshold, before, before, spared(before)));
      return dataset;
    }
    Dataset<T> broken =
        checkpoints.call(() -> query(() -> breaker.broken(dataset), dataset, name), dataset);
    int after = broken == dataset ? before : depth(() -> PlanLineage.logicalDepth(broken));
    Way way = broken == dataset ? Way.FAILED : breaker.way();
    record(new Checkpoint(name, Lineage.DATASET, threshold, before, after, way));
    return broken;
  }

  void checkpoint(@Nullable RDD<?> rdd, @Nullable String given, int threshold) {
    String name = inputs.name(given, "checkpointIfNeeded");
    boolean measurable = inputs.isMeasurable(rdd, "checkpointIfNeeded", name);
    if (rdd == null || !measurable) {
      return;
    }
    int before = depth(() -> RddLineage.of(rdd, name).depth());
    if (before <= threshold) {
      record(new Checkpoint(name, Lineage.RDD, threshold, before, before, spared(before)));
      return;
    }
    Way way =
        checkpoints.call(() -> query(() -> breaker.broke(rdd), false, name), false)
            ? breaker.way()
            : Way.FAILED;
    int after = depth(() -> RddLineage.of(rdd, name).depth());
    record(new Checkpoint(name, Lineage.RDD, threshold, before, after, way));
  }

  /** Of a lineage whose depth could not be told nothing is known, and no job is run for it. */
  private static Way spared(int depth) {
    return depth < 0 ? Way.FAILED : Way.NOT_NEEDED;
  }

  /** What an instrumented body gave, with its lineage broken where the user has asked for that. */
  @SuppressWarnings("unchecked") // a checkpoint of a Dataset is a Dataset of the same class
  <T> T checkpointed(T result, String name) {
    if (!options.autoCheckpoint() || options.verbosity() == 0) {
      return result;
    }
    if (result instanceof Dataset<?> dataset) {
      return (T) checkpoint(dataset, name, Thresholds.CHECKPOINT);
    }
    if (result instanceof RDD<?> rdd) {
      checkpoint(rdd, name, Thresholds.CHECKPOINT);
    } else if (result instanceof JavaRDDLike<?, ?> rdd) {
      checkpoint(rdd.rdd(), name, Thresholds.CHECKPOINT);
    }
    return result;
  }

  Operation begin(@Nullable String operation, @Nullable String name) {
    String what = inputs.name(operation, "instrument");
    String of = inputs.name(name, "instrument");
    return inputs.isRunning() ? operations.begin(what, of) : Operations.unmeasured(what, of);
  }

  /** A user's exception as one line; its own {@code toString} may throw. */
  String described(Throwable thrown) {
    return summaries.call(() -> String.valueOf(thrown), thrown.getClass().getName());
  }

  String summaryText() {
    return summaries.call(
        () -> SummaryText.of(journal.measurements(), journal.dropped()), "Fizzle: no summary\n");
  }

  String summaryJson() {
    return summaries.call(() -> SummaryJson.of(journal.measurements(), journal.dropped()), "{}");
  }

  /**
   * Runs a query of the user for a measurement. That it fails says nothing of the meter, which
   * stays on; the user is told why.
   */
  private static <T> T query(Callable<T> query, T fallback, String name) throws Exception {
    try {
      return query.call();
    } catch (InterruptedException stopped) {
      throw stopped;
    } catch (Exception failed) {
      String reason = String.valueOf(failed).lines().findFirst().orElse("");
      LOG.warn("Fizzle: a query of {} failed: {}", name, reason);
      return fallback;
    }
  }

  private int depth(Callable<Integer> depth) {
    return lineages.call(depth, -1);
  }

  /** Nothing is measured at verbosity 0, so nothing costs anything. */
  private boolean isMeasurable(@Nullable Object value, String call, String name) {
    return options.verbosity() > 0 && inputs.isMeasurable(value, call, name);
  }

  private <M extends Measurement> M measured(Guard guard, M unmeasured, Callable<M> meter) {
    M measurement = guard.call(meter, unmeasured);
    record(measurement);
    return measurement;
  }

  void record(Measurement measurement) {
    if (options.verbosity() > 0) {
      summaries.run(() -> journal.record(measurement));
    }
  }
}

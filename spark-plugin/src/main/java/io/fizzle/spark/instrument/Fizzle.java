package io.fizzle.spark.instrument;

import java.util.concurrent.Callable;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaRDDLike;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Measures a job from within, for Java and Scala; {@code fizzle.py} in this jar is the same for
 * Python. Lives in the driver, one for a context is enough, and any thread may use it.
 *
 * <pre>
 * Fizzle fizzle = new Fizzle(spark);
 * fizzle.measureClosure(parse, "parse");
 * Dataset&lt;Row&gt; joined = fizzle.checkpointIfNeeded(orders, "orders");
 * long rows = fizzle.instrument("count", "orders", () -&gt; joined.count());
 * System.out.println(fizzle.summary());
 * </pre>
 *
 * <p>Verbosity: 0 measures and says nothing, 1 says warnings, 2 adds notes and a summary after each
 * operation, 3 says all. It comes from the constructor, else {@code spark.fizzle.verbosity}, else
 * {@code FIZZLE_VERBOSITY}, else it is 1. What is said goes to the logger {@code io.fizzle}.
 *
 * <p>No method throws but what the caller's own code throws in {@link #instrument}: what cannot be
 * measured, as nothing can after the context was stopped, is told once in the log.
 */
public final class Fizzle {
  private final Meters meters;

  /** With the verbosity of the configuration. */
  public Fizzle(SparkSession session) {
    this(session.sparkContext());
  }

  /**
   * @param verbosity 0 to 3
   */
  public Fizzle(SparkSession session, int verbosity) {
    this(session.sparkContext(), verbosity);
  }

  /** With the verbosity of the configuration. */
  public Fizzle(JavaSparkContext context) {
    this(context.sc());
  }

  /**
   * @param verbosity 0 to 3
   */
  public Fizzle(JavaSparkContext context, int verbosity) {
    this(context.sc(), verbosity);
  }

  /** With the verbosity of the configuration. */
  public Fizzle(SparkContext context) {
    this.meters = Meters.of(context, null);
  }

  /**
   * @param verbosity 0 to 3
   */
  public Fizzle(SparkContext context, int verbosity) {
    this.meters = Meters.of(context, verbosity);
  }

  /** 0 to 3: what the constructor, the configuration or the environment asked for. */
  public int verbosity() {
    return meters.verbosity();
  }

  /**
   * How large a function is as Spark ships it with every task, and what it captures carries the
   * bytes. For one that cannot be serialised the way to the culprit. Warns above {@link
   * Thresholds#CLOSURE_WARNING}, notes above {@link Thresholds#CLOSURE_NOTE}.
   *
   * <p>It is cleaned first, as Spark does with it anyway. A {@code UserDefinedFunction} is measured
   * by the function that it was made of.
   */
  public ClosureSize measureClosure(Object function, String name) {
    return meters.closure(function, name);
  }

  /**
   * How large a broadcast variable or a value to be broadcast is. Warns above {@link
   * Thresholds#BROADCAST_WARNING}, notes above {@link Thresholds#BROADCAST_NOTE} of the serialised
   * size.
   */
  public BroadcastSize measureBroadcast(Object broadcastOrValue, String name) {
    return meters.broadcast(broadcastOrValue, name);
  }

  /** The lineage of a Dataset; nothing is run. Warns above 50 steps, notes above 20. */
  public Lineage analyze(Dataset<?> dataset, String name) {
    return meters.lineage(dataset, name, false);
  }

  /**
   * The lineage of a Dataset.
   *
   * @param count whether to count its rows, which runs the query
   */
  public Lineage analyze(Dataset<?> dataset, String name, boolean count) {
    return meters.lineage(dataset, name, count);
  }

  /** The lineage of an RDD; nothing is run. Warns above 50 steps, notes above 20. */
  public Lineage analyze(RDD<?> rdd, String name) {
    return meters.lineage(rdd, name, false);
  }

  /**
   * The lineage of an RDD.
   *
   * @param count whether to count its rows, which runs it
   */
  public Lineage analyze(RDD<?> rdd, String name, boolean count) {
    return meters.lineage(rdd, name, count);
  }

  /** The lineage of an RDD; nothing is run. */
  public Lineage analyze(JavaRDDLike<?, ?> rdd, String name) {
    return meters.lineage(ofJava(rdd), name, false);
  }

  /**
   * The lineage of an RDD.
   *
   * @param count whether to count its rows, which runs it
   */
  public Lineage analyze(JavaRDDLike<?, ?> rdd, String name, boolean count) {
    return meters.lineage(ofJava(rdd), name, count);
  }

  /** As {@link #checkpointIfNeeded(Dataset, String, int)} beyond {@link Thresholds#CHECKPOINT}. */
  public <T> Dataset<T> checkpointIfNeeded(Dataset<T> dataset, String name) {
    return checkpointIfNeeded(dataset, name, Thresholds.CHECKPOINT);
  }

  /**
   * Breaks the lineage of a Dataset whose analysed plan is deeper than the threshold, at any
   * verbosity: by a reliable checkpoint where the context has a checkpoint directory, else by a
   * local one. That computes it; a Dataset that is not so deep is not even planned.
   *
   * @return the Dataset to go on with; the given one where it was not deep or could not be broken
   */
  public <T> Dataset<T> checkpointIfNeeded(Dataset<T> dataset, String name, int threshold) {
    return meters.checkpoint(dataset, name, threshold);
  }

  /** As {@link #checkpointIfNeeded(RDD, String, int)} beyond {@link Thresholds#CHECKPOINT}. */
  public <T> RDD<T> checkpointIfNeeded(RDD<T> rdd, String name) {
    return checkpointIfNeeded(rdd, name, Thresholds.CHECKPOINT);
  }

  /**
   * Breaks the lineage of an RDD that is deeper than the threshold, as for a Dataset.
   *
   * @return the same RDD: an RDD's lineage is broken in place
   */
  public <T> RDD<T> checkpointIfNeeded(RDD<T> rdd, String name, int threshold) {
    meters.checkpoint(rdd, name, threshold);
    return rdd;
  }

  /** As for an RDD. */
  public <T> JavaRDD<T> checkpointIfNeeded(JavaRDD<T> rdd, String name, int threshold) {
    meters.checkpoint(ofJava(rdd), name, threshold);
    return rdd;
  }

  /** As for an RDD, beyond {@link Thresholds#CHECKPOINT}. */
  public <T> JavaRDD<T> checkpointIfNeeded(JavaRDD<T> rdd, String name) {
    return checkpointIfNeeded(rdd, name, Thresholds.CHECKPOINT);
  }

  /** As for an RDD. */
  public <K, V> JavaPairRDD<K, V> checkpointIfNeeded(
      JavaPairRDD<K, V> rdd, String name, int threshold) {
    meters.checkpoint(ofJava(rdd), name, threshold);
    return rdd;
  }

  /** As for an RDD, beyond {@link Thresholds#CHECKPOINT}. */
  public <K, V> JavaPairRDD<K, V> checkpointIfNeeded(JavaPairRDD<K, V> rdd, String name) {
    return checkpointIfNeeded(rdd, name, Thresholds.CHECKPOINT);
  }

  /**
   * Runs the body and records how long it took, whether it failed, and what the jobs cost that its
   * thread started. Many partitions with little in them are named. With {@code
   * spark.fizzle.checkpoint.auto=true} a Dataset or RDD that the body returns is checkpointed where
   * it needs it, unless the verbosity is 0.
   *
   * @param operation what is done: {@code load}
   * @param name to what: {@code orders}
   * @return what the body returns
   * @throws Exception what the body throws, as it is
   */
  public <T> T instrument(String operation, String name, Callable<T> body) throws Exception {
    Operation under = begin(operation, name);
    T result;
    try {
      result = meters.checkpointed(body.call(), name);
    } catch (Throwable thrown) {
      under.fail(meters.described(thrown));
      throw thrown;
    }
    under.close();
    return result;
  }

  /** An operation that begins now, for try-with-resources and for Python; end it in this thread. */
  public Operation begin(String operation, String name) {
    return meters.begin(operation, name);
  }

  /** {@code rdd.mapPartitions(function)} with the function measured and the result named. */
  public <T, U> JavaRDD<U> mapPartitions(
      JavaRDD<T> rdd, FlatMapFunction<java.util.Iterator<T>, U> function, String name) {
    measureClosure(function, name);
    return rdd.mapPartitions(function).setName(name);
  }

  /** {@code dataset.mapPartitions(function, encoder)} with the function measured. */
  public <T, U> Dataset<U> mapPartitions(
      Dataset<T> dataset, MapPartitionsFunction<T, U> function, Encoder<U> encoder, String name) {
    measureClosure(function, name);
    return dataset.mapPartitions(function, encoder);
  }

  /**
   * A function of Python that {@code fizzle.py} has measured.
   *
   * @param bytes pickled, -1 where that failed
   * @param captures what carries the bytes: a line each of path, type and bytes, apart by tabs
   * @param problem why it cannot be pickled; null where it can
   */
  public void recordClosure(String name, long bytes, String captures, @Nullable String problem) {
    meters.recordPython(name, bytes, captures, problem);
  }

  /**
   * A value of Python that {@code fizzle.py} has measured.
   *
   * @param bytes pickled, -1 where that failed
   * @param problem why it cannot be pickled; null where it can
   */
  public void recordBroadcast(String name, long bytes, @Nullable String problem) {
    meters.recordPython(name, bytes, problem);
  }

  /** Null where a job hands over nothing: that is told, and thrown by none of these methods. */
  private static @Nullable RDD<?> ofJava(@Nullable JavaRDDLike<?, ?> rdd) {
    return rdd == null ? null : rdd.rdd();
  }

  /** All that was measured, for people; what deserves a change is marked with {@code !}. */
  public String summary() {
    return meters.summaryText();
  }

  /** The same as JSON, {@code fizzle.instrument/1}. */
  public String summaryJson() {
    return meters.summaryJson();
  }
}
